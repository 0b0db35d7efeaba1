/**
 * Watches: who wants to know what, and how it reaches them. One agent, the hub, owns all state; transports and the apply thread only hand over to it, and a
 * second agent reads the past for watchers that are behind.
 */
@NullMarked
package dev.quoin.core.watch;

import org.jspecify.annotations.NullMarked;
