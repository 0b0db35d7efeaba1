package dev.quoin.api.consensus;

import java.util.Map;

/**
 * The log and the cluster as a member knows them at one moment.
 *
 * @param term the present term: a number that never goes back, and grows whenever another member begins to lead
 * @param leaderId the member that leads; 0 while nobody leads, or this member does not know who does
 * @param leader true when this member leads
 * @param learner true when this member has no vote
 * @param commitIndex the last index that is known to be committed
 * @param appliedIndex the last index that the state machine has applied
 * @param firstIndex the first index that the log still holds
 * @param lastIndex the last index in the log
 * @param logBytes the size of the log on disk, in bytes
 * @param membership the configuration in force
 * @param matchIndex on a leader, the index up to which each other member's log is known to agree; empty on other
 *     members, and in engines that do not know
 */
public record ConsensusStatus(
        long term,
        long leaderId,
        boolean leader,
        boolean learner,
        long commitIndex,
        long appliedIndex,
        long firstIndex,
        long lastIndex,
        long logBytes,
        Membership membership,
        Map<Long, Long> matchIndex) {}
