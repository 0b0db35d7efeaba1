/** The contract of a protocol that shares a port with others: it recognises its connections by their first bytes, and serves them. */
@NullMarked
package dev.quoin.net.protocol;

import org.jspecify.annotations.NullMarked;
