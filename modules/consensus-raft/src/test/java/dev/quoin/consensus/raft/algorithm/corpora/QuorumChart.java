package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.quorum.AckedIndexer;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.quorum.MajorityConfig;
import java.util.Arrays;

/** Draws how far each voter is: a bar as long as there are voters that are less far. */
final class QuorumChart {
    private QuorumChart() {}

    static String draw(IdSet voters, AckedIndexer acks) {
        if (voters.isEmpty()) {
            return "<empty majority quorum>";
        }
        int width = voters.size();
        StringBuilder text = new StringBuilder(" ".repeat(width)).append("    idx\n");
        for (long id : voters.toArray()) {
            long own = acks.ackedIndex(id);
            int bar = (int) Arrays.stream(voters.toArray())
                    .filter(other -> Math.max(acks.ackedIndex(other), 0) < own)
                    .count();
            text.append(own < 0 ? "?" + " ".repeat(width) : "x".repeat(bar) + ">" + " ".repeat(width - bar));
            text.append(" %5d    (id=%x)\n".formatted(Math.max(own, 0), id));
        }
        return text.toString();
    }

    static String index(long index) {
        return index == MajorityConfig.EVERYTHING ? "∞" : Long.toString(index);
    }
}
