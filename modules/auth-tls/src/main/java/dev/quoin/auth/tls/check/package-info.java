/** Which certificates are accepted, and from where. */
@NullMarked
package dev.quoin.auth.tls.check;

import org.jspecify.annotations.NullMarked;
