/** Certificates, keys and revocation lists as files hold them. */
@NullMarked
package dev.quoin.auth.tls.pem;

import org.jspecify.annotations.NullMarked;
