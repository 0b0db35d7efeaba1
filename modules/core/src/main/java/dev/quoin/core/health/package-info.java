/** Pages that tell people and probes whether this member is well. */
@NullMarked
package dev.quoin.core.health;

import org.jspecify.annotations.NullMarked;
