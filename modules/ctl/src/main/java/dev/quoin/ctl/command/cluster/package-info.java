/** Commands about members, endpoints and their upkeep. */
@NullMarked
package dev.quoin.ctl.command.cluster;

import org.jspecify.annotations.NullMarked;
