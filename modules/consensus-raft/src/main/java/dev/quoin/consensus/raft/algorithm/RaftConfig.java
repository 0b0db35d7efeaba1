package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.log.Storage;
import dev.quoin.consensus.raft.algorithm.message.StorageResponse;
import dev.quoin.consensus.raft.algorithm.read.ReadOnlyOption;
import dev.quoin.consensus.raft.algorithm.trace.Tracer;
import java.util.function.IntUnaryOperator;

/**
 * How a member takes part. Made by {@link #builder}.
 *
 * @param id the member's; not 0, not one of the two ids that stand for its threads
 * @param storage what is durable
 * @param applied the index up to which the state machine holds everything; entries up to there are not handed out again
 * @param electionTick ticks without a leader before a campaign; a member waits between this and twice this
 * @param heartbeatTick ticks between heartbeats; fewer than {@code electionTick}
 * @param asyncStorageWrites whether log and state machine are written by threads of their own, which answer with
 *     messages; then {@link RaftNode#advance} is not called
 * @param maxSizePerMessage limit on the entries of one append, in encoded bytes; a single entry may be larger; 0 means
 *     one entry
 * @param maxCommittedSizePerReady limit on what is handed out to be applied and not yet reported as applied, in encoded
 *     bytes
 * @param maxUncommittedSize limit on what a leader holds uncommitted, in bytes of data; beyond it proposals are dropped
 * @param maxInflightMessages limit on appends to one follower that it has not answered
 * @param maxInflightBytes limit on their data; at least {@code maxSizePerMessage}
 * @param checkQuorum whether a leader steps down when it does not hear from a majority for an election timeout, and
 *     voters that hear from a leader ignore candidates
 * @param preVote whether a campaign begins by asking whether it would succeed
 * @param readOnlyOption how a leader makes sure that it still leads before it answers a read
 * @param disableProposalForwarding whether a follower drops proposals instead of passing them on
 * @param disableConfChangeValidation whether a leader takes configuration changes unchecked; only for who checks them
 *     above
 * @param stepDownOnRemoval whether a leader steps down once its own removal or demotion is applied
 * @param unsafeEarlyVoteRequests whether a candidate asks for votes before its term is durable, as etcd's Raft does
 *     with asynchronous storage writes; then it may lead the same term twice, with a crash in between. Only for
 *     comparing the two
 * @param randomInt draws a number from 0 up to, not including, its argument; spreads the election timeouts
 * @param tracer where log lines go
 */
public record RaftConfig(
        long id,
        Storage storage,
        long applied,
        int electionTick,
        int heartbeatTick,
        boolean asyncStorageWrites,
        long maxSizePerMessage,
        long maxCommittedSizePerReady,
        long maxUncommittedSize,
        int maxInflightMessages,
        long maxInflightBytes,
        boolean checkQuorum,
        boolean preVote,
        ReadOnlyOption readOnlyOption,
        boolean disableProposalForwarding,
        boolean disableConfChangeValidation,
        boolean stepDownOnRemoval,
        boolean unsafeEarlyVoteRequests,
        IntUnaryOperator randomInt,
        Tracer tracer) {
    /** Where a limit does not limit. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /**
     * Checks that the values make sense together.
     *
     * @throws IllegalArgumentException naming the first that does not
     */
    public RaftConfig {
        require(id != 0, "cannot use none as id");
        require(
                id != StorageResponse.LOG_THREAD && id != StorageResponse.APPLY_THREAD,
                "cannot use local target as id");
        require(heartbeatTick > 0, "heartbeat tick must be greater than 0");
        require(electionTick > heartbeatTick, "election tick must be greater than heartbeat tick");
        require(maxSizePerMessage >= 0, "max message size must not be negative");
        require(maxCommittedSizePerReady > 0, "max committed size per ready must be greater than 0");
        require(maxUncommittedSize > 0, "max uncommitted size must be greater than 0");
        require(maxInflightMessages > 0, "max inflight messages must be greater than 0");
        require(maxInflightBytes >= maxSizePerMessage, "max inflight bytes must be >= max message size");
        require(
                readOnlyOption != ReadOnlyOption.LEASE_BASED || checkQuorum,
                "CheckQuorum must be enabled when ReadOnlyOption is ReadOnlyLeaseBased");
    }

    /** Starts from defaults: no limits, pre-vote and check-quorum on, safe reads, storage written in line. */
    public static RaftConfigBuilder builder(long id, Storage storage) {
        return new RaftConfigBuilder(id, storage);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
