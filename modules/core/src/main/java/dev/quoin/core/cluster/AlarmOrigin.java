package dev.quoin.core.cluster;

import com.google.protobuf.UnknownFieldSet;
import dev.quoin.protocol.rpc.AlarmRequest;

/** Marks alarms that a member raises by itself, in a field that etcd's {@code AlarmRequest} does not have; what an operator raises has no mark. */
final class AlarmOrigin {
    private static final int FIELD = 1000;

    private AlarmOrigin() {}

    static AlarmRequest own(AlarmRequest request) {
        UnknownFieldSet.Field mark =
                UnknownFieldSet.Field.newBuilder().addVarint(1).build();
        return request.toBuilder()
                .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(FIELD, mark).build())
                .build();
    }

    static boolean isOwn(AlarmRequest request) {
        return request.getUnknownFields().hasField(FIELD);
    }
}
