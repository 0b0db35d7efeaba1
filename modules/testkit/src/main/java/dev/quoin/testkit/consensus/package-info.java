/** The conformance kit for consensus engines, and the simulated cluster that it runs on. */
@NullMarked
package dev.quoin.testkit.consensus;

import org.jspecify.annotations.NullMarked;
