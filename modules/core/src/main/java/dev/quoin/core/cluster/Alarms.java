package dev.quoin.core.cluster;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.rpc.AlarmMember;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AlarmResponse;
import dev.quoin.protocol.rpc.AlarmType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The alarms that are raised, and by which member: rows of four bytes of alarm type and eight of member id. The value is empty for an alarm that somebody raised
 * by hand, and one byte for one that the member itself raised and so may lift by itself.
 */
public final class Alarms {
    private static final byte[] OWN = {1};

    private final ResponseHeaders headers;

    /** With a writer of headers. */
    public Alarms(ResponseHeaders headers) {
        this.headers = headers;
    }

    public byte[] apply(StoreTxn txn, AlarmRequest request) {
        AlarmResponse.Builder response = AlarmResponse.newBuilder().setHeader(headers.message(txn.revision()));
        AlarmMember asked = AlarmMember.newBuilder()
                .setMemberID(request.getMemberID())
                .setAlarmValue(request.getAlarmValue())
                .build();
        byte[] row = row(asked);
        boolean raised = txn.backend().get(Tables.ALARM, row) != null;
        switch (request.getAction()) {
            case GET -> response.addAllAlarms(list(txn.backend(), request.getAlarmValue()));
            case ACTIVATE -> {
                if (asked.getAlarmValue() != AlarmType.NONE_VALUE) {
                    boolean own = AlarmOrigin.isOwn(request) && !isByHand(txn.backend(), row);
                    txn.tables().put(Tables.ALARM, row, own ? OWN : Keys.EMPTY);
                    response.addAlarms(asked);
                }
            }
            case DEACTIVATE -> {
                if (raised) {
                    txn.tables().delete(Tables.ALARM, row);
                    response.addAlarms(asked);
                }
            }
            case UNRECOGNIZED -> {
                // Of a newer protocol: nothing to do, as nothing is known of it.
            }
        }
        return response.build().toByteArray();
    }

    /** The alarms of a type, or of all types for {@link AlarmType#NONE}. */
    public static List<AlarmMember> list(ReadView view, AlarmType type) {
        return list(view, type.getNumber());
    }

    /** The alarms of a type, which may be one that only a newer server knows, or with 0 of all types. */
    public static List<AlarmMember> list(ReadView view, int type) {
        List<AlarmMember> alarms = new ArrayList<>();
        try (Cursor rows = view.cursor(Tables.ALARM, null, null)) {
            for (boolean on = rows.first(); on; on = rows.next()) {
                ByteBuffer key = rows.key();
                int raised = key.getInt(key.position());
                if (type == AlarmType.NONE_VALUE || type == raised) {
                    alarms.add(AlarmMember.newBuilder()
                            .setAlarmValue(raised)
                            .setMemberID(key.getLong(key.position() + Integer.BYTES))
                            .build());
                }
            }
        }
        return alarms;
    }

    private static boolean isByHand(ReadView view, byte[] row) {
        ByteBuffer standing = view.get(Tables.ALARM, row);
        return standing != null && !standing.hasRemaining();
    }

    /** Whether an alarm stands that the member raised by itself. */
    public static boolean isOwn(ReadView view, AlarmType type, long memberId) {
        AlarmMember alarm =
                AlarmMember.newBuilder().setAlarm(type).setMemberID(memberId).build();
        ByteBuffer standing = view.get(Tables.ALARM, row(alarm));
        return standing != null && standing.hasRemaining();
    }

    /** The row of an alarm. */
    public static byte[] row(AlarmMember alarm) {
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(alarm.getAlarmValue())
                .putLong(alarm.getMemberID())
                .array();
    }
}
