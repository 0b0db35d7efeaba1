package dev.quoin.consensus.raft.algorithm.support;

import dev.quoin.consensus.raft.algorithm.RaftConfigBuilder;
import dev.quoin.consensus.raft.algorithm.Role;
import dev.quoin.consensus.raft.algorithm.confchange.ChangeType;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.SingleChange;
import dev.quoin.consensus.raft.algorithm.confchange.Transition;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Members in the hands of a seeded random source: messages are lost, repeated and reordered, disks and state machines
 * lag, members crash and lose what they have not written, links break, memberships change. {@link Promises} watches.
 */
public final class Chaos {
    private static final int MEMBERS = 5;

    private final Random random;
    private final Promises promises = new Promises();
    private final Map<Long, Peer> peers = new TreeMap<>();
    private final List<PeerMessage> wire = new ArrayList<>();
    private final boolean[][] broken = new boolean[MEMBERS + 1][MEMBERS + 1];
    private final boolean changes;
    private long commands;
    private long readIds;

    /**
     * From a seed.
     *
     * @param changes whether memberships change too
     */
    public Chaos(long seed, boolean changes) {
        this.random = new Random(seed);
        this.changes = changes;
        for (long id = 1; id <= MEMBERS; id++) {
            peers.put(id, Peer.create(id, ConfState.ofVoters(1, 2, 3), this::settings));
        }
    }

    private void settings(RaftConfigBuilder builder) {
        builder.asyncStorageWrites(true)
                .stepDownOnRemoval(true)
                .randomInt(random::nextInt)
                .maxInflightMessages(4)
                .maxSizePerMessage(200)
                .maxCommittedSizePerReady(300);
    }

    /**
     * Does some random things.
     *
     * @throws AssertionError if a promise is broken
     */
    public void run(int steps) {
        for (int i = 0; i < steps; i++) {
            Peer peer = somePeer();
            int dice = random.nextInt(1000);
            if (dice < 150) {
                peer.node.tick();
            } else if (dice < 650) {
                deliverSome();
                deliverSome();
            } else if (dice < 850) {
                work(peer);
            } else if (dice < 950) {
                peer.node.propose(("c" + commands++).getBytes(StandardCharsets.UTF_8));
            } else if (dice < 990) {
                promises.readAsked(++readIds);
                peer.node.readIndex(readIds);
            } else {
                disturb(peer);
            }
            collect(peer);
        }
    }

    /**
     * Ends all disturbance, and lets time pass until everybody has applied the same.
     *
     * @throws AssertionError if that never happens
     */
    public void calmDown() {
        for (boolean[] row : broken) {
            Arrays.fill(row, false);
        }
        for (int round = 0; round < 400; round++) {
            for (Peer peer : peers.values()) {
                peer.node.tick();
                settle();
            }
            if (round > 50 && agreed()) {
                return;
            }
        }
        throw new AssertionError(
                "no agreement: " + peers.values().stream().map(Chaos::describe).toList());
    }

    /** How many entries have been applied by anybody. */
    public long applied() {
        return promises.applied();
    }

    private void settle() {
        for (int i = 0; i < 50; i++) {
            for (Peer peer : peers.values()) {
                while (!peer.appends.isEmpty() || !peer.applies.isEmpty()) {
                    work(peer);
                }
                collect(peer);
            }
            List<PeerMessage> all = List.copyOf(wire);
            wire.clear();
            all.forEach(this::deliver);
        }
    }

    /** Whether there is one leader, and everybody it counts as a member has applied what it has. */
    private boolean agreed() {
        List<Peer> leaders = peers.values().stream()
                .filter(peer -> peer.node.role() == Role.LEADER)
                .toList();
        if (leaders.size() != 1) {
            return false;
        }
        Peer leader = leaders.getFirst();
        ConfState config = leader.node.config();
        return !config.autoLeave()
                && leader.node.applied() == leader.node.lastIndex()
                && peers.values().stream()
                        .filter(peer -> config.contains(peer.node.id()))
                        .allMatch(peer -> peer.node.applied() == leader.node.applied());
    }

    private void deliverSome() {
        if (wire.isEmpty()) {
            return;
        }
        // Mostly one of the oldest, so that there is progress.
        int at = random.nextInt(random.nextBoolean() ? Math.min(wire.size(), 4) : wire.size());
        PeerMessage message = random.nextInt(12) == 0 ? wire.get(at) : wire.remove(at);
        boolean lost = random.nextInt(15) == 0 || broken[(int) message.from()][(int) message.to()];
        if (!lost) {
            deliver(message);
        }
        Peer sender = peer(message.from());
        if (lost && message instanceof InstallSnapshot) {
            sender.node.reportSnapshot(message.to(), false);
        } else if (lost && random.nextBoolean()) {
            sender.node.reportUnreachable(message.to());
        }
        collect(sender);
    }

    private void deliver(PeerMessage message) {
        Peer to = peer(message.to());
        to.node.step(message);
        collect(to);
        if (message instanceof InstallSnapshot) {
            peer(message.from()).node.reportSnapshot(message.to(), true);
        }
    }

    private void work(Peer peer) {
        if (!peer.appends.isEmpty() && (peer.applies.isEmpty() || random.nextBoolean())) {
            StorageAppend work = peer.writeOne();
            peer.respond(work);
        } else if (!peer.applies.isEmpty()) {
            StorageApply work = peer.applies.remove();
            promises.applied(work.entries());
            peer.applyOrVeto(work.entries());
            peer.node.step(work.response());
            save(peer);
        }
        collect(peer);
    }

    private void collect(Peer peer) {
        peer.takeReady();
        promises.role(peer.node);
        peer.reads.forEach(promises::readServed);
        peer.reads.clear();
        wire.addAll(peer.takeSent());
    }

    private void disturb(Peer peer) {
        switch (random.nextInt(changes ? 7 : 5)) {
            case 0 -> crash(peer);
            case 1 -> broken[1 + random.nextInt(MEMBERS)][1 + random.nextInt(MEMBERS)] = true;
            case 2 -> Arrays.fill(broken[1 + random.nextInt(MEMBERS)], false);
            case 3 -> peer.node.transferLeader(somePeer().node.id());
            case 4 -> compact(peer);
            default -> peer.node.proposeConfChange(someChange());
        }
    }

    private ConfChange someChange() {
        List<SingleChange> singles = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ChangeType type = ChangeType.values()[random.nextInt(4)];
            singles.add(new SingleChange(type, 1 + random.nextInt(MEMBERS)));
        }
        Transition transition = random.nextBoolean() || singles.isEmpty() ? Transition.AUTO : Transition.JOINT_IMPLICIT;
        return new ConfChange(transition, singles, Entry.NO_DATA);
    }

    /**
     * Everything is lost but what was written. The state machine comes back as it was saved, which may be ahead of the
     * stored commit index.
     */
    private void crash(Peer peer) {
        long id = peer.node.id();
        long applied = peer.storage.snapshot().index();
        peers.put(id, Peer.restart(id, peer.storage, builder -> {
            settings(builder);
            builder.applied(applied);
        }));
    }

    private void save(Peer peer) {
        if (peer.node.applied() > peer.storage.snapshot().index()) {
            peer.storage.createSnapshot(peer.node.applied(), peer.node.config(), Entry.NO_DATA);
        }
    }

    private static void compact(Peer peer) {
        long saved = peer.storage.snapshot().index();
        if (saved >= peer.storage.firstIndex()) {
            peer.storage.compact(saved);
        }
    }

    private Peer somePeer() {
        return peer(1 + random.nextInt(MEMBERS));
    }

    private Peer peer(long id) {
        return Objects.requireNonNull(peers.get(id));
    }

    private static String describe(Peer peer) {
        return peer.node.status().softState() + " term " + peer.node.term() + " last " + peer.node.lastIndex()
                + " applied " + peer.node.applied() + " " + peer.node.config() + "\n";
    }
}
