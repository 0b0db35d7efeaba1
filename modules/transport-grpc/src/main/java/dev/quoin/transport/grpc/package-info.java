/** The gRPC transport's entry: what the service loader finds. */
@NullMarked
package dev.quoin.transport.grpc;

import org.jspecify.annotations.NullMarked;
