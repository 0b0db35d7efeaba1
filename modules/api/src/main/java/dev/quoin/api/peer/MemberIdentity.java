package dev.quoin.api.peer;

/**
 * Who a member is. Recorded in the log, and compared when it is opened again.
 *
 * @param clusterId of the cluster, not 0
 * @param memberId of this member, not 0
 */
public record MemberIdentity(long clusterId, long memberId) {}
