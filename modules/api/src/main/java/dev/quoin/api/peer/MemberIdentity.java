package dev.quoin.api.peer;

/**
 * The identity of a member. The log records it, and refuses to be opened by another.
 *
 * @param clusterId the id of the cluster, which is not 0
 * @param memberId the id of the member, which is not 0
 */
public record MemberIdentity(long clusterId, long memberId) {}
