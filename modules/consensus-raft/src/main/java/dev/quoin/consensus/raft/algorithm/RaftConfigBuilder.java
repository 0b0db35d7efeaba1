package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.log.Storage;
import dev.quoin.consensus.raft.algorithm.read.ReadOnlyOption;
import dev.quoin.consensus.raft.algorithm.trace.Tracer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what makes a {@link RaftConfig}; its components say what each value means. */
public final class RaftConfigBuilder {
    private final long id;
    private final Storage storage;
    private long applied;
    private int electionTick = 10;
    private int heartbeatTick = 1;
    private boolean asyncStorageWrites;
    private long maxSizePerMessage = RaftConfig.NO_LIMIT;
    private long maxCommittedSizePerReady = RaftConfig.NO_LIMIT;
    private long maxUncommittedSize = RaftConfig.NO_LIMIT;
    private int maxInflightMessages = 256;
    private long maxInflightBytes = RaftConfig.NO_LIMIT;
    private boolean checkQuorum = true;
    private boolean preVote = true;
    private ReadOnlyOption readOnlyOption = ReadOnlyOption.SAFE;
    private boolean disableProposalForwarding;
    private boolean disableConfChangeValidation;
    private boolean stepDownOnRemoval;
    private boolean unsafeEarlyVoteRequests;
    private @Nullable IntUnaryOperator randomInt;
    private Tracer tracer = Tracer.NONE;

    RaftConfigBuilder(long id, Storage storage) {
        this.id = id;
        this.storage = storage;
    }

    /** The index up to which the state machine holds everything; 0 by default. */
    public RaftConfigBuilder applied(long index) {
        applied = index;
        return this;
    }

    /** Ticks without a leader before a campaign; 10 by default. */
    public RaftConfigBuilder electionTick(int ticks) {
        electionTick = ticks;
        return this;
    }

    /** Ticks between heartbeats; 1 by default. */
    public RaftConfigBuilder heartbeatTick(int ticks) {
        heartbeatTick = ticks;
        return this;
    }

    /** Whether log and state machine are written by threads of their own; off by default. */
    public RaftConfigBuilder asyncStorageWrites(boolean on) {
        asyncStorageWrites = on;
        return this;
    }

    /** Limit on the entries of one append; none by default. */
    public RaftConfigBuilder maxSizePerMessage(long bytes) {
        maxSizePerMessage = bytes;
        return this;
    }

    /** Limit on what is handed out and not yet applied; none by default. */
    public RaftConfigBuilder maxCommittedSizePerReady(long bytes) {
        maxCommittedSizePerReady = bytes;
        return this;
    }

    /** Limit on what a leader holds uncommitted; none by default. */
    public RaftConfigBuilder maxUncommittedSize(long bytes) {
        maxUncommittedSize = bytes;
        return this;
    }

    /** Limit on unanswered appends to one follower; 256 by default. */
    public RaftConfigBuilder maxInflightMessages(int messages) {
        maxInflightMessages = messages;
        return this;
    }

    /** Limit on the data of unanswered appends to one follower; none by default. */
    public RaftConfigBuilder maxInflightBytes(long bytes) {
        maxInflightBytes = bytes;
        return this;
    }

    /** Whether a leader steps down without a quorum, and voters keep to it while they hear from it; on by default. */
    public RaftConfigBuilder checkQuorum(boolean on) {
        checkQuorum = on;
        return this;
    }

    /** Whether a campaign begins by asking whether it would succeed; on by default. */
    public RaftConfigBuilder preVote(boolean on) {
        preVote = on;
        return this;
    }

    /** How a leader makes sure that it still leads; by a round of heartbeats by default. */
    public RaftConfigBuilder readOnlyOption(ReadOnlyOption option) {
        readOnlyOption = option;
        return this;
    }

    /** Whether a follower drops proposals instead of passing them on; off by default. */
    public RaftConfigBuilder disableProposalForwarding(boolean on) {
        disableProposalForwarding = on;
        return this;
    }

    /** Whether a leader takes configuration changes unchecked; off by default. */
    public RaftConfigBuilder disableConfChangeValidation(boolean on) {
        disableConfChangeValidation = on;
        return this;
    }

    /** Whether a leader steps down once its own removal is applied; off by default. */
    public RaftConfigBuilder stepDownOnRemoval(boolean on) {
        stepDownOnRemoval = on;
        return this;
    }

    /**
     * Whether a candidate asks for votes before its term is durable; off by default, and only for comparisons with
     * etcd's Raft.
     */
    public RaftConfigBuilder unsafeEarlyVoteRequests(boolean on) {
        unsafeEarlyVoteRequests = on;
        return this;
    }

    /** Draws a number below its argument; has to be given. */
    public RaftConfigBuilder randomInt(IntUnaryOperator source) {
        randomInt = source;
        return this;
    }

    /** Where log lines go; nowhere by default. */
    public RaftConfigBuilder tracer(Tracer target) {
        tracer = target;
        return this;
    }

    /**
     * The configuration.
     *
     * @throws IllegalArgumentException naming a value that does not make sense, or the missing source of randomness
     */
    public RaftConfig build() {
        IntUnaryOperator random = randomInt;
        if (random == null) {
            throw new IllegalArgumentException("a source of random numbers is needed");
        }
        return new RaftConfig(
                id,
                storage,
                applied,
                electionTick,
                heartbeatTick,
                asyncStorageWrites,
                maxSizePerMessage,
                maxCommittedSizePerReady,
                maxUncommittedSize,
                maxInflightMessages,
                maxInflightBytes,
                checkQuorum,
                preVote,
                readOnlyOption,
                disableProposalForwarding,
                disableConfChangeValidation,
                stepDownOnRemoval,
                unsafeEarlyVoteRequests,
                random,
                tracer);
    }
}
