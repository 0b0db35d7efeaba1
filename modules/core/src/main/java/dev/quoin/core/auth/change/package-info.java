/** What the operations of the Auth service do when they are applied. */
@NullMarked
package dev.quoin.core.auth.change;

import org.jspecify.annotations.NullMarked;
