/** The peer transport of a member that is alone. */
@NullMarked
package dev.quoin.distribution.peer;

import org.jspecify.annotations.NullMarked;
