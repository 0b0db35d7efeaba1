/** Hashing and checking of passwords, on threads of their own. */
@NullMarked
package dev.quoin.core.auth.password;

import org.jspecify.annotations.NullMarked;
