/** The commands lock and elect, and the session that they hold. */
@NullMarked
package dev.quoin.ctl.command.lock;

import org.jspecify.annotations.NullMarked;
