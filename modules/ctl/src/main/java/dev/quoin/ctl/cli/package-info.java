/** The command line: flags and commands, how arguments are read, what the help says, how a run ends. */
@NullMarked
package dev.quoin.ctl.cli;

import org.jspecify.annotations.NullMarked;
