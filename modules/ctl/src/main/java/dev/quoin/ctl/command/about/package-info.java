/** Commands about the tool itself: version, options, help, completion. */
@NullMarked
package dev.quoin.ctl.command.about;

import org.jspecify.annotations.NullMarked;
