/**
 * A gRPC client that costs as little CPU as it can, because it runs beside the server it measures: Netty's HTTP/2 frame reader and HPACK
 * coder, with a stream table and flow control of its own. To the server it looks like any other gRPC client.
 */
@NullMarked
package dev.quoin.benchmarks.http2;

import org.jspecify.annotations.NullMarked;
