/** Commands beyond etcdctl: top, ls, diff and contexts. */
@NullMarked
package dev.quoin.ctl.command.view;

import org.jspecify.annotations.NullMarked;
