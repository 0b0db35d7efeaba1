/** Commands about users, roles and authentication. */
@NullMarked
package dev.quoin.ctl.command.auth;

import org.jspecify.annotations.NullMarked;
