/** HTTP/1.1 on a connection: requests one after the other, their limits, and the answers. */
@NullMarked
package dev.quoin.transport.http.wire;

import org.jspecify.annotations.NullMarked;
