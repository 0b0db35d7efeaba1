/** The cluster as its state machine knows it: ids, members, versions. */
@NullMarked
package dev.quoin.core.cluster;

import org.jspecify.annotations.NullMarked;
