package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.RaftStatus;
import dev.quoin.consensus.raft.algorithm.StepResult;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.confchange.SingleChange;
import dev.quoin.consensus.raft.algorithm.confchange.Transition;
import dev.quoin.consensus.raft.algorithm.corpora.Directive.Argument;
import dev.quoin.consensus.raft.algorithm.log.MemoryStorage;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The commands of the interaction corpus. */
final class InteractionCommands {
    private final InteractionEnv env;
    private final Output out;

    InteractionCommands(ObjIntConsumer<RaftNode> setElectionTimeout) {
        env = new InteractionEnv(setElectionTimeout);
        out = env.out;
    }

    String handle(Directive directive) {
        String error = run(directive);
        if (error != null && out.quiet()) {
            return error;
        }
        out.print(error == null ? "" : error);
        String text = out.take();
        return text.isEmpty() ? "ok" : text;
    }

    /** Returns an error, or null. */
    private @Nullable String run(Directive d) {
        switch (d.command()) {
            case "add-nodes" -> MemberSetup.add(env, d);
            case "campaign" -> node(d).campaign();
            case "compact" -> compact(d);
            case "deliver-msgs" -> deliver(d);
            case "process-ready" -> env.forEach(d.numbers(), "handling Ready", env::processReady);
            case "process-append-thread" ->
                env.forEach(d.numbers(), "processing append thread", env::processAppendThread);
            case "process-apply-thread" -> env.forEach(d.numbers(), "processing apply thread", env::processApplyThread);
            case "log-level" -> out.level(d.arguments().getFirst().key());
            case "raft-log" -> raftLog(d.firstNumber());
            case "raft-state" -> env.members.forEach(member -> out.printLine(stateLine(member.node.status())));
            case "set-randomized-election-timeout" ->
                env.setElectionTimeout.accept(node(d), Integer.parseInt(d.required("timeout")));
            case "stabilize" -> stabilize(d);
            case "status" -> out.print(node(d).status().progress().toString());
            case "tick-election" -> tick(d, env.member(d.firstNumber()).config.electionTick());
            case "tick-heartbeat" -> tick(d, env.member(d.firstNumber()).config.heartbeatTick());
            case "transfer-leadership" ->
                env.member(Integer.parseInt(d.required("from"))).node.transferLeader(Long.parseLong(d.required("to")));
            case "forget-leader" -> node(d).forgetLeader();
            case "send-snapshot" -> sendSnapshot(d);
            case "propose" -> {
                return error(node(d).propose(d.arguments().get(1).key().getBytes(StandardCharsets.UTF_8)));
            }
            case "propose-conf-change" -> {
                return error(proposeConfChange(d));
            }
            case "report-unreachable" -> node(d).reportUnreachable(d.numbers()[1]);
            default -> {
                return "unknown command";
            }
        }
        return null;
    }

    private RaftNode node(Directive d) {
        return env.member(d.firstNumber()).node;
    }

    private static @Nullable String error(StepResult result) {
        return result == StepResult.OK ? null : result.toString();
    }

    private void compact(Directive d) {
        env.member(d.firstNumber()).storage.compact(d.numbers()[1]);
        raftLog(d.firstNumber());
    }

    private void raftLog(int id) {
        MemoryStorage log = env.member(id).storage;
        if (log.lastIndex() < log.firstIndex()) {
            out.print("log is empty: first index=%d, last index=%d".formatted(log.firstIndex(), log.lastIndex()));
            return;
        }
        List<Entry> all = Objects.requireNonNull(log.entries(log.firstIndex(), log.lastIndex() + 1, Long.MAX_VALUE));
        out.print(Describe.entries(all));
    }

    private void deliver(Directive d) {
        @Nullable
        String type =
                d.arguments().stream().anyMatch(argument -> argument.key().equals("type")) ? d.required("type") : null;
        int handled = 0;
        for (Argument argument : d.arguments()) {
            if (argument.isWord()) {
                handled += env.network.handle(Long.parseLong(argument.key()), type, false);
            } else if (argument.key().equals("drop")) {
                for (String id : argument.values()) {
                    handled += env.network.handle(Long.parseLong(id), type, true);
                }
            }
        }
        if (handled == 0) {
            out.printLine("no messages");
        }
    }

    private static String stateLine(RaftStatus status) {
        boolean voter = status.config().allVoters().contains(status.id());
        return "%d: %s %s Term:%d Lead:%d"
                .formatted(
                        status.id(),
                        status.softState().role(),
                        voter ? "(Voter)" : "(Non-Voter)",
                        status.hardState().term(),
                        status.softState().lead());
    }

    private void stabilize(Directive d) {
        String before = out.level();
        if (d.arguments().stream().anyMatch(argument -> argument.key().equals("log-level"))) {
            out.level(d.required("log-level"));
        }
        int[] ids = d.numbers();
        env.stabilize(
                ids.length > 0
                        ? ids
                        : IntStream.rangeClosed(1, env.members.size()).toArray());
        out.level(before);
    }

    private void tick(Directive d, int ticks) {
        for (int i = 0; i < ticks; i++) {
            node(d).tick();
        }
    }

    private void sendSnapshot(Directive d) {
        int from = d.numbers()[0];
        Member sender = env.member(from);
        InstallSnapshot message = new InstallSnapshot(from, d.numbers()[1], sender.node.term(), sender.snapshot());
        env.network.add(message);
        out.print(MessageText.of(message).print(""));
    }

    private StepResult proposeConfChange(Directive d) {
        boolean old = false;
        Transition transition = Transition.AUTO;
        for (Argument argument : d.arguments()) {
            switch (argument.key()) {
                case "v1" -> old = Boolean.parseBoolean(argument.value());
                case "transition" ->
                    transition = switch (argument.value()) {
                        case "auto" -> Transition.AUTO;
                        case "implicit" -> Transition.JOINT_IMPLICIT;
                        case "explicit" -> Transition.JOINT_EXPLICIT;
                        default -> throw new IllegalArgumentException("unknown transition " + argument.value());
                    };
                default -> {}
            }
        }
        List<SingleChange> changes = ChangeTokens.parse(d.input());
        Entry proposal = old
                ? ConfChangeCodec.singleProposal(0, changes.getFirst(), Entry.NO_DATA)
                : ConfChangeCodec.proposal(new ConfChange(transition, changes, Entry.NO_DATA));
        return node(d).proposeEntry(proposal);
    }
}
