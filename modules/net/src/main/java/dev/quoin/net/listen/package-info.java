/** The listener: binds URLs, limits connections, and gives each to the protocol that its first bytes show. */
@NullMarked
package dev.quoin.net.listen;

import org.jspecify.annotations.NullMarked;
