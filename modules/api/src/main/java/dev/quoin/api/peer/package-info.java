/** The contract of a peer transport, which carries messages, snapshots and questions between members. */
@NullMarked
package dev.quoin.api.peer;

import org.jspecify.annotations.NullMarked;
