/** The way from a call to a user: who makes it, and whether it is permitted. */
@NullMarked
package dev.quoin.core.auth.gate;

import org.jspecify.annotations.NullMarked;
