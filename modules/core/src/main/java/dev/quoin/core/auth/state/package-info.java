/** Users and roles as they are stored, and the rules that follow from them, kept in memory. */
@NullMarked
package dev.quoin.core.auth.state;

import org.jspecify.annotations.NullMarked;
