/** The commands check perf and check datascale. */
@NullMarked
package dev.quoin.ctl.command.check;

import org.jspecify.annotations.NullMarked;
