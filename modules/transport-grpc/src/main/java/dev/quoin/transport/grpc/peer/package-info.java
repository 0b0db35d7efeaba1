/**
 * Links between members: gRPC streams over HTTP/2. docs/spi/peer-transport.md says what they must do.
 *
 * <p>These links use Netty's HTTP/2 codec and its child channels, where clients are served by the leaner code in {@code http2}. Members have a handful of
 * long streams with large messages between them, so the cost of a stream does not matter here, and a child channel gives each of them flow control for
 * free. {@code dial} and {@code accept} are the two directions and do not know each other; {@code stream} is what both have in common.
 */
@NullMarked
package dev.quoin.transport.grpc.peer;

import org.jspecify.annotations.NullMarked;
