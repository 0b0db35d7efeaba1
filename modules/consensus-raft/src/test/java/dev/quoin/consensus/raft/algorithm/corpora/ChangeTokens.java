package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.confchange.ChangeType;
import dev.quoin.consensus.raft.algorithm.confchange.SingleChange;
import java.util.ArrayList;
import java.util.List;

/** Changes in short form, such as {@code v1 l2 r3 u4}. */
final class ChangeTokens {
    private ChangeTokens() {}

    static List<SingleChange> parse(String text) {
        List<SingleChange> changes = new ArrayList<>();
        for (String token : text.strip().split(" +")) {
            if (!token.isEmpty()) {
                changes.add(new SingleChange(type(token), Long.parseUnsignedLong(token.substring(1))));
            }
        }
        return changes;
    }

    private static ChangeType type(String token) {
        for (ChangeType type : ChangeType.values()) {
            if (type.letter() == token.charAt(0)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown input: " + token);
    }
}
