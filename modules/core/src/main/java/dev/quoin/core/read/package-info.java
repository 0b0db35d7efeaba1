/** Reads on their way: when a read is linearizable, which view it uses, and on which thread it runs. */
@NullMarked
package dev.quoin.core.read;

import org.jspecify.annotations.NullMarked;
