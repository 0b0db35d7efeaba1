/** A node as a process: composition, signals, exit codes. */
@NullMarked
package dev.quoin.distribution.node;

import org.jspecify.annotations.NullMarked;
