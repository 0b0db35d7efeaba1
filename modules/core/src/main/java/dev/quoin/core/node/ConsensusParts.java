package dev.quoin.core.node;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.core.apply.Applier;
import dev.quoin.core.apply.ApplyTimes;
import dev.quoin.core.apply.Operations;
import dev.quoin.core.auth.change.AuthOperations;
import dev.quoin.core.cluster.AlarmRaiser;
import dev.quoin.core.cluster.MemberChanges;
import dev.quoin.core.corruption.CorruptionCheck;
import dev.quoin.core.lease.LeaseProposer;
import dev.quoin.core.lease.LeaseWrites;
import dev.quoin.core.membership.ChangeQueue;
import dev.quoin.core.membership.LeaderMoves;
import dev.quoin.core.membership.Removal;
import dev.quoin.core.peer.LeaderCalls;
import dev.quoin.core.peer.MemberQuestions;
import dev.quoin.core.peer.PeerDirectory;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.propose.PendingRequests;
import dev.quoin.core.propose.Proposer;
import dev.quoin.core.read.LinearizableReads;
import dev.quoin.core.upkeep.AutoCompactor;
import dev.quoin.core.upkeep.LogTrimmer;
import dev.quoin.core.upkeep.Quota;
import dev.quoin.core.upkeep.Upkeep;
import dev.quoin.protocol.error.EtcdError;
import java.util.function.Function;

/** The second step: the state machine, the engine that feeds it, the way into the log, and the parts that act on their own. */
final class ConsensusParts {
    private static final int MAX_PENDING = 1 << 16;
    /** Room for all questions to the leader that may be open, and for the parts that only look from time to time. */
    private static final int HOUSEKEEPING_INBOX = 1 << 14;

    final PendingRequests pending;
    final Removal removal = new Removal();
    final AppliedEvents events;
    final Applier machine;
    final ConsensusNode consensus;
    final Proposer proposer;
    final LinearizableReads reads;
    final Agent housekeeping;
    final LeaderCalls leaderCalls;
    final ChangeQueue changes;
    final LeaderMoves moves;
    final Quota quota;
    final LogTrimmer trimmer;
    final Upkeep upkeep;
    final CorruptionCheck corruption;
    final AutoCompactor autoCompactor;

    ConsensusParts(
            NodeConfig config,
            Surroundings around,
            StorageParts storage,
            Function<StateMachine, ConsensusNode> engine,
            CloseStack parts) {
        Host host = around.host();
        PeerHub peers = around.peers();
        long ownId = config.member().id();
        FeatureOptions options = config.options();
        long timeout = options.requests().timeout().toNanos();

        pending = new PendingRequests(ownId, host.clock().wallMillis(), MAX_PENDING);
        PeerDirectory directory = new PeerDirectory(peers, ownId);
        directory.hint(around.known());
        events = new AppliedEvents(storage, pending, directory, removal, ownId);
        events.tellDirectory();
        LeaseWrites leases = new LeaseWrites(storage.lessor, options.leases().minSeconds());
        machine = new Applier(
                storage.backend,
                storage.store,
                new Operations(
                        storage.store,
                        storage.headers,
                        leases,
                        storage.counts,
                        storage.auth.rules,
                        new AuthOperations(storage.auth.rules, storage.auth.tokens, storage.headers::message)),
                new MemberChanges(),
                pending,
                events,
                new ApplyTimes(host));

        parts.add(() -> pending.failAll(EtcdError.STOPPED));
        consensus = parts.add(engine.apply(machine));
        proposer = new Proposer(
                consensus, pending, host.clock(), timeout, options.requests().maxBytes());
        events.proposer(proposer);
        storage.lessor.proposeThrough(new LeaseProposer(consensus, proposer, storage.auth.gate::root));
        reads = parts.add(new LinearizableReads(consensus, host, timeout));
        trimmer = parts.add(new LogTrimmer(host, storage.backend, consensus, machine::appliedBytes, options.store()));

        housekeeping = parts.add(host.startAgent("housekeeping", HOUSEKEEPING_INBOX, () -> {}));
        leaderCalls = new LeaderCalls(peers, consensus, storage.store, housekeeping, host.clock(), timeout);
        changes = new ChangeQueue(consensus, housekeeping, host.clock(), timeout);
        moves = new LeaderMoves(consensus, peers, ownId);
        AlarmRaiser alarms = new AlarmRaiser(storage.store, proposer);
        quota = new Quota(storage.backend, alarms, ownId, options.store().quotaBytes());
        upkeep = new Upkeep(
                housekeeping,
                host.clock(),
                storage.store,
                consensus,
                proposer,
                pending,
                quota,
                config.member(),
                options.cluster().electionTimeout().toNanos());
        corruption = new CorruptionCheck(
                housekeeping,
                host.clock(),
                storage.store,
                consensus,
                peers,
                alarms,
                storage.hashes,
                ownId,
                options.corruption());
        autoCompactor = new AutoCompactor(
                housekeeping,
                host.clock(),
                storage.store,
                proposer,
                () -> consensus.status().leader(),
                options.compaction());
        peers.whenRemoved(removal::happened);
        MemberQuestions.answer(peers, storage.store, storage.headers.message(0));
        storage.hashes.answer(peers);
    }

    void start() {
        consensus.start();
        trimmer.start();
        upkeep.start();
        corruption.start();
        autoCompactor.start();
    }
}
