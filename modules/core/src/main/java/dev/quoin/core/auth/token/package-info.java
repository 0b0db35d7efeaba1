/** Tokens that stand for a user: simple ones that members remember, and signed ones. */
@NullMarked
package dev.quoin.core.auth.token;

import org.jspecify.annotations.NullMarked;
