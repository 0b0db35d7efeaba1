package dev.quoin.consensus.raft.algorithm.support;

import dev.quoin.consensus.raft.algorithm.RaftConfig;
import dev.quoin.consensus.raft.algorithm.RaftConfigBuilder;
import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.Ready;
import dev.quoin.consensus.raft.algorithm.Role;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeException;
import dev.quoin.consensus.raft.algorithm.log.MemoryStorage;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import dev.quoin.consensus.raft.algorithm.read.ReadState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One member with its storage, driven by hand. What it applies is remembered; which membership changes it vetoes can be
 * chosen.
 */
public final class Peer {
    /** Ticks that make an election due at the latest. */
    public static final int ELECTION = 10;

    /** The member. */
    public final RaftNode node;

    /** Its log. */
    public final MemoryStorage storage;

    /** What its state machine was given, in order. */
    public final List<Entry> applied = new ArrayList<>();

    /** Reads that were let go. */
    public final List<ReadState> reads = new ArrayList<>();

    /** Work for its log thread; only with asynchronous storage writes. */
    public final Queue<StorageAppend> appends = new ArrayDeque<>();

    /** Work for its apply thread; only with asynchronous storage writes. */
    public final Queue<StorageApply> applies = new ArrayDeque<>();

    /** Which membership changes its state machine vetoes. */
    public Predicate<Entry> vetoes = entry -> false;

    private final boolean async;
    private List<PeerMessage> sent = new ArrayList<>();

    private Peer(RaftConfig config, MemoryStorage storage) {
        this.async = config.asyncStorageWrites();
        this.storage = storage;
        this.node = new RaftNode(config);
    }

    /** Continues from a log. */
    public static Peer restart(long id, MemoryStorage storage, Consumer<RaftConfigBuilder> settings) {
        RaftConfigBuilder builder = RaftConfig.builder(id, storage)
                .electionTick(ELECTION)
                .heartbeatTick(1)
                .randomInt(bound -> 0);
        settings.accept(builder);
        return new Peer(builder.build(), storage);
    }

    /** A new member of a group whose configuration is known to all. */
    public static Peer create(long id, ConfState members, Consumer<RaftConfigBuilder> settings) {
        return restart(id, logOf(members), settings);
    }

    /** A log that begins with a snapshot at index 1 of term 1, in which only the configuration matters. */
    public static MemoryStorage logOf(ConfState members) {
        MemoryStorage storage = new MemoryStorage();
        storage.applySnapshot(new Snapshot(1, 1, members, Entry.NO_DATA));
        storage.setHardState(new HardState(1, 0, 1));
        return storage;
    }

    /** Member 1 of voters 1 to 3, of whom the others are played by the test. */
    public static Peer oneOfThree(Consumer<RaftConfigBuilder> settings) {
        return create(1, ConfState.ofVoters(1, 2, 3), settings);
    }

    /** Has it elected by another member's votes, and everything it sends for that thrown away. */
    public Peer lead(long voter) {
        node.campaign();
        work();
        for (boolean preVote : new boolean[] {true, false}) {
            if (node.role() == (preVote ? Role.PRE_CANDIDATE : Role.CANDIDATE)) {
                long term = preVote ? node.term() + 1 : node.term();
                node.step(VoteResponse.granted(voter, node.id(), term, preVote));
                work();
            }
        }
        if (node.role() != Role.LEADER) {
            throw new AssertionError("not elected: " + node.role());
        }
        takeSent();
        return this;
    }

    /** Takes what is ready, does all the work of its threads, until nothing is left to do. */
    public void work() {
        boolean busy = true;
        while (busy) {
            busy = takeReady();
            busy |= appendAll();
            busy |= applyAll();
        }
    }

    /** Takes what is ready, and with storage written in line does it. Returns whether there was something. */
    public boolean takeReady() {
        boolean any = false;
        while (node.hasReady()) {
            any = true;
            Ready ready = node.ready();
            reads.addAll(ready.readStates());
            if (async) {
                hand(ready);
            } else {
                write(ready.hardState(), ready.snapshot(), ready.entries());
                apply(ready.committedEntries());
                node.advance();
            }
            sent.addAll(ready.messages());
        }
        return any;
    }

    private void hand(Ready ready) {
        StorageAppend append = ready.append();
        if (append != null) {
            appends.add(append);
        }
        StorageApply apply = ready.apply();
        if (apply != null) {
            applies.add(apply);
        }
    }

    private boolean appendAll() {
        boolean any = !appends.isEmpty();
        while (!appends.isEmpty()) {
            appendOne();
        }
        return any;
    }

    private boolean applyAll() {
        boolean any = !applies.isEmpty();
        while (!applies.isEmpty()) {
            StorageApply work = applies.remove();
            apply(work.entries());
            node.step(work.response());
        }
        return any;
    }

    /** Does the next piece of work of the log thread, and delivers its responses. */
    public void appendOne() {
        respond(writeOne());
    }

    /** Does the next piece of work of the log thread, but does not respond yet. */
    public StorageAppend writeOne() {
        StorageAppend work = appends.remove();
        write(work.hardState(), work.snapshot(), work.entries());
        return work;
    }

    /** Delivers the responses of a piece of work. */
    public void respond(StorageAppend work) {
        for (Message response : work.responses()) {
            if (response.to() == node.id()) {
                node.step(response);
            } else {
                sent.add((PeerMessage) response);
            }
        }
    }

    private void write(@Nullable HardState state, @Nullable Snapshot snapshot, List<Entry> entries) {
        if (state != null) {
            storage.setHardState(state);
        }
        if (snapshot != null) {
            storage.applySnapshot(snapshot);
        }
        storage.append(entries);
    }

    private void apply(List<Entry> entries) {
        for (Entry entry : entries) {
            applied.add(entry);
            if (entry.type().changesMembership() && !vetoes.test(entry)) {
                node.applyConfChange(ConfChangeCodec.decode(entry));
            }
        }
    }

    /** Applies entries, and vetoes membership changes that lead nowhere, as all members do alike. */
    void applyOrVeto(List<Entry> entries) {
        for (Entry entry : entries) {
            try {
                apply(List.of(entry));
            } catch (ConfChangeException vetoed) {
                applied.add(entry);
            }
        }
    }

    /** What it has sent since the last time. */
    public List<PeerMessage> takeSent() {
        List<PeerMessage> taken = sent;
        sent = new ArrayList<>();
        return taken;
    }

    /** Does all there is to do, and gives what it has sent of one kind. */
    public <M extends PeerMessage> List<M> sent(Class<M> kind) {
        work();
        return takeSent().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Has it take a message, and do all that comes of it. */
    public void receive(Message message) {
        node.step(message);
        work();
    }

    /** Lets ticks pass. */
    public void tick(int ticks) {
        for (int i = 0; i < ticks; i++) {
            node.tick();
        }
        work();
    }

    /** Proposes a command. */
    public void propose(String command) {
        node.propose(command.getBytes(StandardCharsets.UTF_8));
        work();
    }

    /** The commands it has applied. */
    public List<String> commands() {
        return applied.stream()
                .filter(entry -> !entry.type().changesMembership() && entry.data().length > 0)
                .map(entry -> new String(entry.data(), StandardCharsets.UTF_8))
                .toList();
    }
}
