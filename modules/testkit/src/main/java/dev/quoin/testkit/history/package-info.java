/**
 * Checkers that hold what clients and members of a cluster saw against one reference, and name the promise that was
 * broken.
 */
@NullMarked
package dev.quoin.testkit.history;

import org.jspecify.annotations.NullMarked;
