/** A rehearsal of common commands, from which the start cache is made. */
@NullMarked
package dev.quoin.ctl.rehearsal;

import org.jspecify.annotations.NullMarked;
