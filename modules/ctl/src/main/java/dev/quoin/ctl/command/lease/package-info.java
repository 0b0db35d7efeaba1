/** Commands about leases. */
@NullMarked
package dev.quoin.ctl.command.lease;

import org.jspecify.annotations.NullMarked;
