/** Users by the tokens of an OpenID issuer. */
@NullMarked
package dev.quoin.auth.oidc;

import org.jspecify.annotations.NullMarked;
