/**
 * Whole clusters of real members in one thread and in virtual time, from one seed. Clients use the cluster, machines,
 * links and processes fail, and every promise is checked. A {@link dev.quoin.testkit.cluster.MemberFactory} says what a
 * member consists of.
 */
@NullMarked
package dev.quoin.testkit.cluster;

import org.jspecify.annotations.NullMarked;
