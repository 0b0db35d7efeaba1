/** The issuer's public keys, and how they come to be replaced. */
@NullMarked
package dev.quoin.auth.oidc.keys;

import org.jspecify.annotations.NullMarked;
