/** What the Linux kernel accounts to a process: CPU, memory, threads. Reads {@code /proc}, so nothing has to run in the process. */
@NullMarked
package dev.quoin.benchmarks.proc;

import org.jspecify.annotations.NullMarked;
