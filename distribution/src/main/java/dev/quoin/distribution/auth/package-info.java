/** The authentication provider that every distribution has: none. */
@NullMarked
package dev.quoin.distribution.auth;

import org.jspecify.annotations.NullMarked;
