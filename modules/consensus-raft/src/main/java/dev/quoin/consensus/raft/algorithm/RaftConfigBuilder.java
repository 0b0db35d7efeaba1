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
    private @Nullable IntUnaryOperator randomInt;
    private Tracer tracer = Tracer.NONE;

    RaftConfigBuilder(long id, Storage storage) {
        this.id = id;
        this.storage = storage;
    }

    /** @see RaftConfig#applied */
    public RaftConfigBuilder applied(long index) {
        applied = index;
        return this;
    }

    /** @see RaftConfig#electionTick */
    public RaftConfigBuilder electionTick(int ticks) {
        electionTick = ticks;
        return this;
    }

    /** @see RaftConfig#heartbeatTick */
    public RaftConfigBuilder heartbeatTick(int ticks) {
        heartbeatTick = ticks;
        return this;
    }

    /** @see RaftConfig#asyncStorageWrites */
    public RaftConfigBuilder asyncStorageWrites(boolean on) {
        asyncStorageWrites = on;
        return this;
    }

    /** @see RaftConfig#maxSizePerMessage */
    public RaftConfigBuilder maxSizePerMessage(long bytes) {
        maxSizePerMessage = bytes;
        return this;
    }

    /** @see RaftConfig#maxCommittedSizePerReady */
    public RaftConfigBuilder maxCommittedSizePerReady(long bytes) {
        maxCommittedSizePerReady = bytes;
        return this;
    }

    /** @see RaftConfig#maxUncommittedSize */
    public RaftConfigBuilder maxUncommittedSize(long bytes) {
        maxUncommittedSize = bytes;
        return this;
    }

    /** @see RaftConfig#maxInflightMessages */
    public RaftConfigBuilder maxInflightMessages(int messages) {
        maxInflightMessages = messages;
        return this;
    }

    /** @see RaftConfig#maxInflightBytes */
    public RaftConfigBuilder maxInflightBytes(long bytes) {
        maxInflightBytes = bytes;
        return this;
    }

    /** @see RaftConfig#checkQuorum */
    public RaftConfigBuilder checkQuorum(boolean on) {
        checkQuorum = on;
        return this;
    }

    /** @see RaftConfig#preVote */
    public RaftConfigBuilder preVote(boolean on) {
        preVote = on;
        return this;
    }

    /** @see RaftConfig#readOnlyOption */
    public RaftConfigBuilder readOnlyOption(ReadOnlyOption option) {
        readOnlyOption = option;
        return this;
    }

    /** @see RaftConfig#disableProposalForwarding */
    public RaftConfigBuilder disableProposalForwarding(boolean on) {
        disableProposalForwarding = on;
        return this;
    }

    /** @see RaftConfig#disableConfChangeValidation */
    public RaftConfigBuilder disableConfChangeValidation(boolean on) {
        disableConfChangeValidation = on;
        return this;
    }

    /** @see RaftConfig#stepDownOnRemoval */
    public RaftConfigBuilder stepDownOnRemoval(boolean on) {
        stepDownOnRemoval = on;
        return this;
    }

    /** @see RaftConfig#randomInt */
    public RaftConfigBuilder randomInt(IntUnaryOperator source) {
        randomInt = source;
        return this;
    }

    /** @see RaftConfig#tracer */
    public RaftConfigBuilder tracer(Tracer target) {
        tracer = target;
        return this;
    }

    /** The configuration. @throws IllegalArgumentException naming a value that does not make sense, or the missing source of randomness */
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
                random,
                tracer);
    }
}
