package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.Propose;
import dev.quoin.consensus.raft.algorithm.message.ReadIndex;
import dev.quoin.consensus.raft.algorithm.message.TransferLeader;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressMap;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One member of a cluster. Owned by one thread, which drives it as the package description says; no method blocks or
 * does I/O, beyond what {@link dev.quoin.consensus.raft.algorithm.log.Storage} reads. After an
 * {@code InvariantViolation} it must not be used any more.
 */
public final class RaftNode {
    private final RaftState raft;
    private final RaftParts parts;
    private final MessageSteps steps;

    /** Continues from what storage holds. */
    public RaftNode(RaftConfig config) {
        HardState stored = config.storage().initialHardState();
        ConfState members = config.storage().initialConfState();
        raft = new RaftState(config);
        parts = new RaftParts(raft);
        steps = new MessageSteps(raft, parts);
        parts.memberships.restore(members);
        raft.restore(stored, config.applied());
        parts.roles.becomeFollower(raft.term, RaftState.NONE);
        parts.readyAssembly.assumeHandedOut();
        traceBeginning();
    }

    /**
     * Begins the log of a new cluster: with one membership change for each initial member, committed already. All
     * members begin alike. They are applied like any others, although they are in force at once.
     *
     * @param changes in the form of {@link ConfChangeCodec#singleProposal}; at least one
     */
    public void bootstrap(List<Entry> changes) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("must provide at least one peer to bootstrap");
        }
        if (raft.log.lastIndex() != 0) {
            throw new IllegalStateException("can't bootstrap a nonempty storage");
        }
        parts.readyAssembly.assumeNothingStored();
        parts.roles.becomeFollower(1, RaftState.NONE);
        Entry[] entries = new Entry[changes.size()];
        Arrays.setAll(entries, i -> changes.get(i).at(1, i + 1));
        raft.log.append(Arrays.asList(entries));
        raft.log.commitTo(entries.length);
        for (Entry entry : entries) {
            parts.memberships.apply(ConfChangeCodec.decode(entry));
        }
    }

    /** A tick of the caller's clock has passed. */
    public void tick() {
        parts.ticker.tick();
    }

    /** Takes a message from a peer, or from this member's own log or apply thread. */
    public StepResult step(Message message) {
        if (message instanceof PeerMessage fromPeer
                && fromPeer.isResponse()
                && raft.tracker.progress(fromPeer.from()) == null) {
            return StepResult.PEER_NOT_FOUND;
        }
        return steps.step(message);
    }

    /** Campaigns now, rather than when the election timeout passes. */
    public void campaign() {
        parts.elections.timeout();
    }

    /** Proposes one command; see {@link #propose(List)}. */
    public StepResult propose(byte[] command) {
        return propose(List.of(command));
    }

    /**
     * Proposes commands, which end up in the log in this order, all or none. A follower passes them on to the leader it
     * knows. They may be lost without notice, so the proposer recognises its own when they are applied, and gives up by
     * itself.
     *
     * @param commands at least one; the arrays are not copied
     */
    public StepResult propose(List<byte[]> commands) {
        if (raft.isLeader()) {
            return parts.proposals.proposeCommands(commands);
        }
        return steps.step(new Propose(
                raft.id, RaftState.NONE, commands.stream().map(Entry::proposal).toList()));
    }

    /** Proposes a membership change. One that must not be now ends up in the log as an empty entry. */
    public StepResult proposeConfChange(ConfChange change) {
        return proposeEntry(ConfChangeCodec.proposal(change));
    }

    /** Proposes an entry of any type, such as a membership change in etcd's older form. */
    public StepResult proposeEntry(Entry entry) {
        return steps.step(new Propose(raft.id, RaftState.NONE, List.of(entry)));
    }

    /**
     * Puts a membership change in force that the state machine has come to. Not called for one that it vetoes, which is
     * thereby done with.
     *
     * @return the configuration from now on
     * @throws dev.quoin.consensus.raft.algorithm.confchange.ConfChangeException if it does not lead to a valid one;
     *     nothing has changed then
     */
    public ConfState applyConfChange(ConfChange change) {
        return parts.memberships.apply(change);
    }

    /**
     * Asks for an index such that a read is linearizable on a state applied up to there; it comes as a
     * {@code ReadState}. May be lost without notice; who asked asks again, under another id.
     *
     * @param requestId never used twice, not even by a later life of this member
     */
    public void readIndex(long requestId) {
        steps.step(new ReadIndex(RaftState.NONE, RaftState.NONE, requestId));
    }

    /** Asks the leader to hand over to a voter. */
    public void transferLeader(long transferee) {
        steps.step(new TransferLeader(transferee, RaftState.NONE, 0));
    }

    /**
     * Forgets the leader, so that this member grants votes although it heard of one; with pre-vote and check-quorum a
     * cluster then gets over a leader's loss without waiting. Does nothing on a leader.
     */
    public void forgetLeader() {
        parts.voting.forgetLeader();
    }

    /** The transport could not reach a peer, so messages to it are likely lost. */
    public void reportUnreachable(long peer) {
        Progress follower = followerToReport(peer);
        if (follower != null) {
            parts.acknowledgements.onUnreachable(peer, follower);
        }
    }

    /** The transport has delivered, or given up on, a snapshot. To be called for every one that it was given. */
    public void reportSnapshot(long peer, boolean delivered) {
        Progress follower = followerToReport(peer);
        if (follower != null) {
            parts.acknowledgements.onSnapshotReport(peer, follower, delivered);
        }
    }

    /** Whether {@link #ready} has something to hand out. Cheap. */
    public boolean hasReady() {
        return parts.readyAssembly.hasReady();
    }

    /** Hands out what has to be done, once. */
    public Ready ready() {
        return parts.readyAssembly.take();
    }

    /** What was handed out last has been done. Only without asynchronous storage writes. */
    public void advance() {
        parts.readyAssembly.advance().forEach(steps::step);
    }

    /** This member's id. */
    public long id() {
        return raft.id;
    }

    /** The latest term it has seen. */
    public long term() {
        return raft.term;
    }

    /** The leader it knows, or 0. */
    public long lead() {
        return raft.lead;
    }

    /** What it is. */
    public Role role() {
        return raft.role;
    }

    /** The highest index it knows to be committed. */
    public long committed() {
        return raft.log.committed();
    }

    /** The highest index that its state machine has reported as applied. */
    public long applied() {
        return raft.log.applying().applied();
    }

    /** The index of the last entry of its log. */
    public long lastIndex() {
        return raft.log.lastIndex();
    }

    /** The configuration it goes by. */
    public ConfState config() {
        return raft.tracker.config();
    }

    /** All of it, copied. */
    public RaftStatus status() {
        return new RaftStatus(
                raft.id,
                raft.hardState(),
                raft.softState(),
                applied(),
                raft.leadTransferee,
                config(),
                raft.isLeader() ? raft.tracker.progress().copy() : new ProgressMap());
    }

    private @Nullable Progress followerToReport(long peer) {
        if (!raft.isLeader()) {
            return null;
        }
        Progress follower = raft.tracker.progress(peer);
        if (follower == null) {
            raft.trace.debug("%x no progress available for %x", raft.id, peer);
        }
        return follower;
    }

    private void traceBeginning() {
        String voters = Arrays.stream(config().allVoters().toArray())
                .mapToObj(Long::toHexString)
                .collect(Collectors.joining(","));
        raft.trace.info(
                "newRaft %x [peers: [%s], term: %d, commit: %d, applied: %d, lastindex: %d, lastterm: %d]",
                raft.id, voters, raft.term, committed(), applied(), lastIndex(), raft.log.lastTerm());
    }

    /** Until the next change of role or term. */
    void randomizedElectionTimeout(int ticks) {
        raft.timers.randomizedElectionTimeout(ticks);
    }
}
