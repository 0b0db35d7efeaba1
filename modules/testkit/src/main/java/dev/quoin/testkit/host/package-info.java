/**
 * A {@link dev.quoin.api.host.Host} in one thread and in virtual time, and a disk that forgets what was not synced.
 * Everything that happens follows from one seed: the order in which agents run, how long things take, what a crash
 * leaves on disk.
 */
@NullMarked
package dev.quoin.testkit.host;

import org.jspecify.annotations.NullMarked;
