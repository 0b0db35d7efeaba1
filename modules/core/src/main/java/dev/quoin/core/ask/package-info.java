/** The origin of requests: the user who asks, and an observer who hears of requests and their outcomes. */
@NullMarked
package dev.quoin.core.ask;

import org.jspecify.annotations.NullMarked;
