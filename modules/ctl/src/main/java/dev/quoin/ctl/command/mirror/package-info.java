/** The command make-mirror. */
@NullMarked
package dev.quoin.ctl.command.mirror;

import org.jspecify.annotations.NullMarked;
