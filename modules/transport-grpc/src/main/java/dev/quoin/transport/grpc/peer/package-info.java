/** Links between members: gRPC streams over Netty's HTTP/2. docs/spi/peer-transport.md says what they must do. */
@NullMarked
package dev.quoin.transport.grpc.peer;

import org.jspecify.annotations.NullMarked;
