/** The errors of the etcd v3 API: their gRPC status codes and their texts. */
@NullMarked
package dev.quoin.protocol.error;

import org.jspecify.annotations.NullMarked;
