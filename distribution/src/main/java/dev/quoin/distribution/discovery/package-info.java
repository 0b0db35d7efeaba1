/** Finds the members a cluster begins with where the configuration does not list them. */
@NullMarked
package dev.quoin.distribution.discovery;

import org.jspecify.annotations.NullMarked;
