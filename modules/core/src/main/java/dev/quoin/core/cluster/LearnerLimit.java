package dev.quoin.core.cluster;

import com.google.protobuf.UnknownFieldSet;
import dev.quoin.protocol.rpc.Member;
import java.util.List;

/**
 * How many learners the cluster may have, as said by the member that proposes another one. It travels with the proposal, in a field that etcd's {@code Member} does
 * not have, so that all members decide alike although each could be configured otherwise.
 */
public final class LearnerLimit {
    private static final int FIELD = 1000;

    private LearnerLimit() {}

    /** A learner to be proposed, with the limit of whoever proposes it. */
    public static Member with(Member learner, int limit) {
        UnknownFieldSet.Field value =
                UnknownFieldSet.Field.newBuilder().addVarint(limit).build();
        return learner.toBuilder()
                .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(FIELD, value).build())
                .build();
    }

    /** The limit; none where none was said. */
    static long of(Member learner) {
        List<Long> values = learner.getUnknownFields().getField(FIELD).getVarintList();
        return values.isEmpty() ? Long.MAX_VALUE : values.getLast();
    }

    /** The member as it is kept. */
    static Member without(Member learner) {
        return learner.toBuilder()
                .setUnknownFields(UnknownFieldSet.getDefaultInstance())
                .build();
    }
}
