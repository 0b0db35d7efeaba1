/** The command txn. */
@NullMarked
package dev.quoin.ctl.command.txn;

import org.jspecify.annotations.NullMarked;
