/** gRPC calls of clients, as bytes, on top of HTTP/2 streams. */
@NullMarked
package dev.quoin.transport.grpc.client;

import org.jspecify.annotations.NullMarked;
