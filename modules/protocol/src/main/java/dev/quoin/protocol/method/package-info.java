/** The methods of the etcd v3 API: their paths, their kinds and their messages. */
@NullMarked
package dev.quoin.protocol.method;

import org.jspecify.annotations.NullMarked;
