/** Event loops, and how work of other threads reaches them: one queue, one wake-up and one flush for many answers. */
@NullMarked
package dev.quoin.net.loop;

import org.jspecify.annotations.NullMarked;
