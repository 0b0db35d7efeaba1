/** A simulated network between hosts, which loses, delays and reorders messages and cuts links, in virtual time. */
@NullMarked
package dev.quoin.testkit.sim;

import org.jspecify.annotations.NullMarked;
