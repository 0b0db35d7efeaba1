/**
 * What clients and members of a cluster saw, held against one reference: checkers that name the promise that was
 * broken.
 */
@NullMarked
package dev.quoin.testkit.history;

import org.jspecify.annotations.NullMarked;
