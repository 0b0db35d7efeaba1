/** One run of a command: its flags, its cluster, its output. */
@NullMarked
package dev.quoin.ctl.run;

import org.jspecify.annotations.NullMarked;
