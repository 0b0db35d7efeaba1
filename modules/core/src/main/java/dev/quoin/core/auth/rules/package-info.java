/** Who may do what, as an immutable picture per auth revision, and the check of each kind of request against it. */
@NullMarked
package dev.quoin.core.auth.rules;

import org.jspecify.annotations.NullMarked;
