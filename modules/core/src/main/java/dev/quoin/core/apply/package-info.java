/** The state machine: committed requests are carried out in the order of the log, in batches, and their proposers get the answers. */
@NullMarked
package dev.quoin.core.apply;

import org.jspecify.annotations.NullMarked;
