/** The way of a request into the log, and of its outcome back to the caller. */
@NullMarked
package dev.quoin.core.propose;

import org.jspecify.annotations.NullMarked;
