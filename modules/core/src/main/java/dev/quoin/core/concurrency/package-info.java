/**
 * Locks and elections among clients, as etcd serves them: each contender sets a key of its own below a common name, and the one with
 * the oldest key has its turn. Everything goes through this member's own API on behalf of the client.
 */
@NullMarked
package dev.quoin.core.concurrency;

import org.jspecify.annotations.NullMarked;
