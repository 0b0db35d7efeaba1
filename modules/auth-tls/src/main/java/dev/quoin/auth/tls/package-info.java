/** Authentication by certificates: the provider, and who is who. */
@NullMarked
package dev.quoin.auth.tls;

import org.jspecify.annotations.NullMarked;
