/** One stream between members, seen from either end: the greeting in its headers, its messages, and its HTTP/2 connection. */
@NullMarked
package dev.quoin.transport.grpc.peer.stream;

import org.jspecify.annotations.NullMarked;
