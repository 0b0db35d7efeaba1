/** Texts as etcdctl reads and writes them: byte strings, quoting, numbers, durations, sizes. */
@NullMarked
package dev.quoin.ctl.text;

import org.jspecify.annotations.NullMarked;
