package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.Ready;
import dev.quoin.consensus.raft.algorithm.Role;
import dev.quoin.consensus.raft.algorithm.StepResult;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.Propose;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.StorageAppended;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drives the algorithm: takes in what has come since the last round, then hands on all that is to be done. Everything
 * here runs on the raft thread.
 */
final class RaftDriver {
    private final RaftNode node;
    private final Work work;
    private final StateMachine machine;
    private final PeerLinks links;
    private final OutgoingSnapshots snapshots;
    private final ProposalQueue proposals = new ProposalQueue();
    private final ReadBarriers reads;
    private final PendingChanges changes;
    private final PendingTransfers transfers;
    private final ConfHistory history = new ConfHistory();
    private final RecentNumbers passedOn = new RecentNumbers();
    private final Board board;
    private long applied;
    private long writtenCommit;
    private long toldTerm;
    private long toldLeader;
    private @Nullable Snapshot arrived;

    /** What the raft thread hands to the others, in order. */
    interface Work {
        void append(dev.quoin.consensus.raft.algorithm.message.StorageAppend append);

        void apply(StorageApply apply);

        void install(Snapshot snapshot);

        void discard(Snapshot snapshot);

        void compact(long upTo, ConfState members);

        void writeCommit();

        long now();
    }

    /** What waits for an answer. */
    record Waiting(ReadBarriers reads, PendingChanges changes, PendingTransfers transfers) {}

    RaftDriver(
            RaftNode node,
            long applied,
            Work work,
            StateMachine machine,
            PeerLinks links,
            OutgoingSnapshots snapshots,
            Waiting waiting,
            Board board) {
        this.node = node;
        this.applied = applied;
        this.work = work;
        this.machine = machine;
        this.links = links;
        this.snapshots = snapshots;
        this.reads = waiting.reads;
        this.changes = waiting.changes;
        this.transfers = waiting.transfers;
        this.board = board;
        history.put(applied, node.config());
    }

    /** Begins the log of a new cluster. */
    void bootstrap(List<Entry> members) {
        node.bootstrap(members);
    }

    void tick() {
        node.tick();
        long now = work.now();
        reads.tick(node, now);
        changes.tick(now);
        transfers.tick(now);
        snapshots.tick(now);
        board.tellIfOverloaded();
        if (node.committed() != writtenCommit) {
            writtenCommit = node.committed();
            work.writeCommit();
        }
    }

    void propose(ProposalQueue.Proposal proposal) {
        proposals.add(proposal);
    }

    void read(Completion<Long> read) {
        reads.add(read);
    }

    void change(MemberChange change, Completion<Membership> done) {
        long id = changes.nextId();
        Entry proposal = ConfChangeCodec.singleProposal(id, Memberships.toSingleChange(change), change.context());
        boolean leads = node.role() == Role.LEADER;
        if (node.proposeEntry(proposal) == StepResult.PROPOSAL_DROPPED) {
            boolean leaderless = node.lead() == 0;
            done.failed(new ClusterException(
                    leaderless ? ClusterException.Reason.NO_LEADER : ClusterException.Reason.LEADER_CHANGED,
                    leaderless ? "there is no leader" : "leadership is being handed over"));
        } else {
            changes.add(id, done, work.now(), leads);
        }
    }

    void transfer(long to, Completion<Void> done) {
        transfers.begin(node, to, done, work.now());
    }

    void receive(PeerLinks.Received received) {
        if (!(received.message() instanceof Propose) || passedOn.isNew(received.number())) {
            node.step(received.message());
        }
    }

    void unreachable(long peer) {
        node.reportUnreachable(peer);
    }

    /** A snapshot of another member is durable here; whether it is of use is for the algorithm to say. */
    void snapshotArrived(InstallSnapshot message) {
        arrived = message.snapshot();
        node.step(message);
        round();
        if (arrived != null) {
            work.discard(arrived);
            arrived = null;
        }
    }

    void snapshotOpened(SnapshotSource source) {
        snapshots.opened(source, work.now());
    }

    void snapshotSent(long peer, boolean delivered) {
        snapshots.ended(peer, delivered, work.now());
        node.reportSnapshot(peer, delivered);
    }

    /** The log thread has made durable what these answer. */
    void written(List<Message> responses) {
        for (Message response : responses) {
            if (response instanceof StorageAppended appended && appended.snapshot() != null) {
                Snapshot snapshot = appended.snapshot();
                history.put(snapshot.index(), snapshot.confState());
                work.install(snapshot);
            }
            node.step(response);
        }
    }

    void installed(long index) {
        applied = Math.max(applied, index);
    }

    void applied(ApplyReport report) {
        for (ApplyReport.Decision decision : report.changes()) {
            if (decision.accepted()) {
                history.put(decision.index(), node.applyConfChange(decision.change()));
            }
        }
        report.responses().forEach(node::step);
        applied = report.responses().getLast().entries().getLast().index();
        if (!report.changes().isEmpty()) {
            // Whoever waited for a change finds it in the status.
            publish();
            report.changes().forEach(decision -> changes.decided(decision, Memberships.toMembership(node.config())));
        }
        if (applied >= node.committed()) {
            campaignIfAlone();
        }
    }

    /**
     * Nobody else can lead, so nothing is to be waited for. Refused by the algorithm while a committed membership
     * change is not applied.
     */
    void campaignIfAlone() {
        if (node.lead() == 0 && node.role() == Role.FOLLOWER && isSoleVoter()) {
            node.campaign();
        }
    }

    /** Cuts the log, as far as what is kept for followers and what is known of former configurations allow. */
    void compact(long wanted) {
        long upTo = Math.min(wanted, snapshots.mayCutTo());
        ConfState members = history.at(upTo);
        if (upTo <= applied && members != null) {
            work.compact(upTo, members);
            history.forgetBefore(upTo);
        }
    }

    /** Does all that has come up since the last round. */
    void round() {
        proposals.propose(node);
        reads.begin(node, work.now());
        while (node.hasReady()) {
            handOn(node.ready());
        }
        publish();
        reads.applied(applied);
    }

    private void publish() {
        board.publish(node, applied);
    }

    void stop() {
        reads.stop();
        changes.stop();
        transfers.stop();
        snapshots.closePrepared();
    }

    private void handOn(Ready ready) {
        if (ready.softState() != null || node.term() != toldTerm) {
            leadership();
        }
        for (PeerMessage message : ready.messages()) {
            send(message);
        }
        if (ready.append() != null) {
            Snapshot snapshot = ready.append().snapshot();
            if (snapshot != null && arrived != null && snapshot.index() == arrived.index()) {
                arrived = null;
            }
            work.append(ready.append());
        }
        if (ready.apply() != null) {
            work.apply(ready.apply());
        }
        changes.appended(ready.entries());
        ready.readStates().forEach(reads::answered);
    }

    private void send(PeerMessage message) {
        if (message instanceof InstallSnapshot install) {
            snapshots.send(install);
        } else if (!links.send(message) && message instanceof Append) {
            node.reportUnreachable(message.to());
        }
    }

    private void leadership() {
        board.roleChanged(node);
        if (node.lead() == toldLeader && (node.term() == toldTerm || node.lead() == 0)) {
            toldTerm = node.term();
            return;
        }
        toldTerm = node.term();
        toldLeader = node.lead();
        machine.leaderChanged(toldTerm, toldLeader);
        transfers.leaderIs(toldLeader);
        reads.leaderChanged(node, work.now());
    }

    private boolean isSoleVoter() {
        ConfState config = node.config();
        return !config.isJoint()
                && config.voters().size() == 1
                && config.voters().contains(node.id());
    }
}
