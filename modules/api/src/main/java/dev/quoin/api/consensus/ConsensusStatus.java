package dev.quoin.api.consensus;

import java.util.Map;

/**
 * What a member knows of the log.
 *
 * @param term the present term
 * @param leaderId the leader of the term, 0 when unknown
 * @param leader whether this member leads
 * @param learner whether this member has no vote
 * @param commitIndex the last index known to be committed
 * @param appliedIndex the last index handed to the state machine and done
 * @param firstIndex the first index still in the log
 * @param lastIndex the last index in the log
 * @param logBytes what the log occupies on disk
 * @param membership the configuration in force
 * @param matchIndex on a leader, how far each other member's log is known to agree; empty elsewhere
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
