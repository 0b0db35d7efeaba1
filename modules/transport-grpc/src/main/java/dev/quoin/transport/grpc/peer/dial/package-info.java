/** The connections that this member opens to others: messages on lanes, snapshots, and questions. */
@NullMarked
package dev.quoin.transport.grpc.peer.dial;

import org.jspecify.annotations.NullMarked;
