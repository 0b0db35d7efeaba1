/** What lies between simulated hosts: a network that loses, delays, reorders and cuts, in virtual time. */
@NullMarked
package dev.quoin.testkit.sim;

import org.jspecify.annotations.NullMarked;
