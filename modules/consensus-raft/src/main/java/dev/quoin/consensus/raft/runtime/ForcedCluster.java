package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.consensus.raft.algorithm.confchange.ChangeType;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.confchange.SingleChange;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.wal.LogStore;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a member the only one of its cluster, for when the others are lost for good: the removal of the others is
 * appended to the log, and all of that is committed by decree. Entries that the member did not know to be committed are
 * kept, since some of them may have been acknowledged, and nobody is left to say which. Done before any thread runs.
 */
final class ForcedCluster {
    private static final Logger LOG = LoggerFactory.getLogger(ForcedCluster.class);
    private static final long READ_BYTES = 1 << 20;

    private final LogStore log;
    private final long ownId;
    private final StateMachine machine;

    private ForcedCluster(LogStore log, ConsensusContext context) {
        this.log = log;
        this.ownId = context.identity().memberId();
        this.machine = context.stateMachine();
    }

    /** Does so durably. @param self how this member is added where it is none; as a learner it is promoted */
    static void begin(LogStore log, ConsensusContext context, MemberChange self) {
        new ForcedCluster(log, context).begin(self);
    }

    private void begin(MemberChange self) {
        long last = log.lastIndex();
        HardState state = log.hardState();
        List<Entry> entries = new ArrayList<>();
        for (Entry change : changes(membersAt(last), self)) {
            entries.add(change.at(state.term(), last + 1 + entries.size()));
        }
        long end = last + entries.size();
        log.append(entries, new HardState(state.term(), state.vote(), end));
        log.flush(true);
        LOG.atWarn()
                .addKeyValue("local-member-id", Long.toHexString(ownId))
                .addKeyValue("commit-index", end)
                .addKeyValue("known-commit-index", state.commit())
                .log("this member is forced to be the only one of its cluster");
    }

    private ConfState membersAt(long last) {
        long known = Math.max(machine.appliedIndex(), log.firstIndex() - 1);
        ConfState members =
                known == machine.appliedIndex() ? Memberships.toConfState(machine.membership()) : log.confState();
        for (long next = known + 1; next <= last; ) {
            List<Entry> read = log.entries(next, last + 1, READ_BYTES);
            if (read == null) {
                throw new IllegalStateException("entry " + next + " is not in the log");
            }
            for (Entry entry : read) {
                members = entry.type().changesMembership()
                        ? Memberships.after(members, ConfChangeCodec.decode(entry))
                        : members;
            }
            next += read.size();
        }
        return members;
    }

    private List<Entry> changes(ConfState members, MemberChange self) {
        if (members.isJoint()) {
            throw new ClusterException(
                    Reason.REJECTED, "the log ends within a change of several members, which can not be cut short");
        }
        List<Entry> changes = new ArrayList<>();
        if (!members.voters().contains(ownId)) {
            byte[] context = members.learners().contains(ownId) ? Entry.NO_DATA : self.context();
            changes.add(ConfChangeCodec.singleProposal(0, Memberships.toSingleChange(self), context));
        }
        addRemovals(members.voters(), changes);
        addRemovals(members.learners(), changes);
        return changes;
    }

    private void addRemovals(IdSet ids, List<Entry> changes) {
        for (long id : ids.toArray()) {
            if (id != ownId) {
                SingleChange removal = new SingleChange(ChangeType.REMOVE_NODE, id);
                changes.add(ConfChangeCodec.singleProposal(0, removal, Entry.NO_DATA));
            }
        }
    }
}
