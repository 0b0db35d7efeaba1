/** The connections that other members open to this one: who may talk, and where what they say goes. */
@NullMarked
package dev.quoin.transport.grpc.peer.accept;

import org.jspecify.annotations.NullMarked;
