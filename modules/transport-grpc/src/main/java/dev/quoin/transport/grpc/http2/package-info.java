/**
 * HTTP/2 for a server: Netty reads the frames and decompresses headers; connection, streams, windows and writing are here. Knows nothing of gRPC.
 * Everything runs on the connection's event loop.
 */
@NullMarked
package dev.quoin.transport.grpc.http2;

import org.jspecify.annotations.NullMarked;
