/** Changes of members and of the leader, as this member makes them. */
@NullMarked
package dev.quoin.core.membership;

import org.jspecify.annotations.NullMarked;
