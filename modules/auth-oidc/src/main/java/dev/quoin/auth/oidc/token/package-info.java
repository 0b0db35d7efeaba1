/** Tokens: which are believed, and whom they name. */
@NullMarked
package dev.quoin.auth.oidc.token;

import org.jspecify.annotations.NullMarked;
