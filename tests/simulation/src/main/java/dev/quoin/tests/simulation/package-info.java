/** Quoin's own members under the simulator: the real core and the real consensus engine, on the model backend. */
@NullMarked
package dev.quoin.tests.simulation;

import org.jspecify.annotations.NullMarked;
