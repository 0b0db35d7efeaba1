/** Bugs that are planted into copies of the real classes, to see that the simulator finds them. */
@NullMarked
package dev.quoin.tests.simulation.planted;

import org.jspecify.annotations.NullMarked;
