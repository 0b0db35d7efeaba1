/** The command watch. */
@NullMarked
package dev.quoin.ctl.command.watch;

import org.jspecify.annotations.NullMarked;
