package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.RaftConfig;
import dev.quoin.consensus.raft.algorithm.RaftConfigBuilder;
import dev.quoin.consensus.raft.algorithm.corpora.Directive.Argument;
import dev.quoin.consensus.raft.algorithm.log.MemoryStorage;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.read.ReadOnlyOption;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Adds members to a group, all begun from one snapshot. */
final class MemberSetup {
    private MemberSetup() {}

    static void add(InteractionEnv env, Directive d) {
        Snapshot snapshot = snapshot(d);
        for (int i = 0; i < d.firstNumber(); i++) {
            int id = env.members.size() + 1;
            MemoryStorage log = new MemoryStorage();
            if (!snapshot.isEmpty()) {
                log.applySnapshot(snapshot);
            }
            List<Snapshot> history = Member.history(snapshot);
            RaftConfigBuilder builder = RaftConfig.builder(id, new HistoryStorage(log, history))
                    .tracer(env.out)
                    .applied(snapshot.index());
            env.members.add(new Member(configure(builder, d), log, history));
        }
    }

    private static Snapshot snapshot(Directive d) {
        long index = 0;
        IdSet voters = IdSet.EMPTY;
        IdSet learners = IdSet.EMPTY;
        byte[] content = Entry.NO_DATA;
        for (Argument argument : d.arguments()) {
            switch (argument.key()) {
                case "voters" -> voters = ids(argument);
                case "learners" -> learners = ids(argument);
                case "index" -> index = Long.parseLong(argument.value());
                case "content" -> content = argument.value().getBytes(StandardCharsets.UTF_8);
                default -> {}
            }
        }
        ConfState members = new ConfState(voters, IdSet.EMPTY, learners, IdSet.EMPTY, false);
        return index == 0 ? Snapshot.EMPTY : new Snapshot(index, 1, members, content);
    }

    private static IdSet ids(Argument argument) {
        return IdSet.of(argument.values().stream().mapToLong(Long::parseLong).toArray());
    }

    private static RaftConfig configure(RaftConfigBuilder builder, Directive d) {
        builder.electionTick(3)
                .heartbeatTick(1)
                .maxInflightMessages(Integer.MAX_VALUE)
                .checkQuorum(false)
                .preVote(false)
                .unsafeEarlyVoteRequests(true)
                .randomInt(bound -> bound - 1);
        for (Argument argument : d.arguments()) {
            if (!argument.isWord()) {
                configure(builder, argument.key(), argument.value());
            }
        }
        return builder.build();
    }

    private static void configure(RaftConfigBuilder builder, String key, String value) {
        switch (key) {
            case "inflight" -> builder.maxInflightMessages(Integer.parseInt(value));
            case "async-storage-writes" -> builder.asyncStorageWrites(Boolean.parseBoolean(value));
            case "prevote" -> builder.preVote(Boolean.parseBoolean(value));
            case "checkquorum" -> builder.checkQuorum(Boolean.parseBoolean(value));
            case "max-committed-size-per-ready" -> builder.maxCommittedSizePerReady(Long.parseLong(value));
            case "disable-conf-change-validation" -> builder.disableConfChangeValidation(Boolean.parseBoolean(value));
            case "step-down-on-removal" -> builder.stepDownOnRemoval(Boolean.parseBoolean(value));
            case "read-only" ->
                builder.readOnlyOption(value.equals("lease-based") ? ReadOnlyOption.LEASE_BASED : ReadOnlyOption.SAFE);
            case "voters", "learners", "index", "content" -> {}
            default -> throw new IllegalArgumentException("unknown argument " + key);
        }
    }
}
