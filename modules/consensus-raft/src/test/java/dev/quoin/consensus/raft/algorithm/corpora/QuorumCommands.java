package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.corpora.Directive.Argument;
import dev.quoin.consensus.raft.algorithm.quorum.AckedIndexer;
import dev.quoin.consensus.raft.algorithm.quorum.Ballots;
import dev.quoin.consensus.raft.algorithm.quorum.Ballots.Ballot;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.quorum.JointConfig;
import dev.quoin.consensus.raft.algorithm.quorum.MajorityConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands of the quorum corpus. Each result is checked against what else must give the same, and a difference is
 * printed.
 */
final class QuorumCommands {
    private final List<Long> ids = new ArrayList<>();
    private final List<Long> idsJoint = new ArrayList<>();
    private final Map<Long, String> values = new HashMap<>();
    private boolean joint;

    static String handle(Directive d) {
        return new QuorumCommands().run(d);
    }

    private String run(Directive d) {
        List<String> given = new ArrayList<>();
        for (Argument argument : d.arguments()) {
            switch (argument.key()) {
                case "cfg" -> argument.values().forEach(id -> ids.add(Long.valueOf(id)));
                case "cfgj" -> readJoint(argument);
                case "idx", "votes" -> given.addAll(argument.values());
                default -> throw new IllegalArgumentException("unknown argument " + argument.key());
            }
        }
        assign(given);
        JointConfig config = JointConfig.of(set(ids), set(idsJoint));
        return d.command().equals("vote") ? vote(config) : committed(config);
    }

    private void readJoint(Argument argument) {
        joint = true;
        if (!argument.value().equals("zero")) {
            argument.values().forEach(id -> idsJoint.add(Long.valueOf(id)));
        }
    }

    /**
     * Values belong to the voters in the order in which these are named first; an underscore stands for nothing known.
     */
    private void assign(List<String> given) {
        List<Long> order = new ArrayList<>(ids);
        order.addAll(idsJoint);
        List<Long> distinct = order.stream().distinct().toList();
        if (distinct.size() != given.size()) {
            throw new IllegalArgumentException("mismatched input for voters " + distinct + ": " + given);
        }
        for (int i = 0; i < given.size(); i++) {
            if (!given.get(i).equals("_")) {
                values.put(distinct.get(i), given.get(i));
            }
        }
    }

    private String vote(JointConfig config) {
        Ballots ballots = voter -> switch (values.getOrDefault(voter, "_")) {
            case "y" -> Ballot.GRANTED;
            case "n" -> Ballot.REJECTED;
            default -> Ballot.MISSING;
        };
        var result = joint ? config.voteResult(ballots) : config.incoming().voteResult(ballots);
        var swapped = new JointConfig(config.outgoing(), config.incoming()).voteResult(ballots);
        return swapped == result ? result + "\n" : swapped + " <-- via symmetry\n" + result + "\n";
    }

    private String committed(JointConfig config) {
        AckedIndexer acks = voter -> Long.parseLong(values.getOrDefault(voter, "-1"));
        StringBuilder text = new StringBuilder(QuorumChart.draw(
                config.incoming().voters().union(config.outgoing().voters()), acks));
        long result = joint ? config.committedIndex(acks) : config.incoming().committedIndex(acks);
        JointConfig swapped = new JointConfig(config.outgoing(), config.incoming());
        difference(text, result, swapped.committedIndex(acks), "via symmetry");
        if (!joint) {
            alternatives(text, config.incoming(), acks, result);
        }
        return text.append(QuorumChart.index(result)).append('\n').toString();
    }

    private void alternatives(StringBuilder text, MajorityConfig config, AckedIndexer acks, long result) {
        MajorityConfig empty = new MajorityConfig(IdSet.EMPTY);
        difference(text, result, new JointConfig(config, empty).committedIndex(acks), "via zero-joint quorum");
        difference(text, result, new JointConfig(config, config).committedIndex(acks), "via self-joint quorum");
        for (long id : config.voters().toArray()) {
            long own = acks.ackedIndex(id);
            if (result > own && own > 0) {
                // An index below the result does not weigh, so neither does a lower one.
                difference(text, result, config.committedIndex(overlay(acks, id, own - 1)), "overlaying " + id);
                difference(text, result, config.committedIndex(overlay(acks, id, 0)), "overlaying " + id + "->0");
            }
        }
    }

    private static AckedIndexer overlay(AckedIndexer acks, long id, long index) {
        return voter -> voter == id ? index : acks.ackedIndex(voter);
    }

    private static void difference(StringBuilder text, long expected, long actual, String how) {
        if (actual != expected) {
            text.append(QuorumChart.index(actual)).append(" <-- ").append(how).append('\n');
        }
    }

    private static IdSet set(List<Long> from) {
        return IdSet.of(from.stream().mapToLong(Long::longValue).toArray());
    }
}
