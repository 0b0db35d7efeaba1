/**
 * Whole clusters of real members in one thread and virtual time, from one seed: clients use them, machines, links and
 * processes fail, and every promise is checked. What a member is made of, a
 * {@link dev.quoin.testkit.cluster.MemberFactory} says.
 */
@NullMarked
package dev.quoin.testkit.cluster;

import org.jspecify.annotations.NullMarked;
