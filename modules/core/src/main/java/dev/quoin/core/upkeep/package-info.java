/** Maintenance that a member does of its own accord. */
@NullMarked
package dev.quoin.core.upkeep;

import org.jspecify.annotations.NullMarked;
