package dev.quoin.tests.compat.api;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.quoin.protocol.rpc.LeaseTimeToLiveResponse;
import dev.quoin.protocol.rpc.StatusResponse;
import java.util.regex.Pattern;

/** Messages as text, one line each, without what differs between two servers in any case. */
public final class Texts {

    private static final Pattern LONG_LETTERS = Pattern.compile("([a-z])\\1{60,}");

    private Texts() {}

    public static String of(Message message) {
        String text = TextFormat.printer().emittingSingleLine(true).printToString(normal(message));
        return LONG_LETTERS.matcher(text).replaceAll(run -> run.group().length() + " times " + run.group(1));
    }

    private static Message normal(Message message) {
        return switch (message) {
            case StatusResponse status -> normal(status);
            // a second may pass between two questions
            case LeaseTimeToLiveResponse lease
            when lease.getTTL() > 1 ->
                lease.toBuilder().setTTL(lease.getGrantedTTL()).build();
            default -> message;
        };
    }

    /** Version, sizes and positions in the log become 1 where they are set; etcd's versions space out alarms differently. */
    private static StatusResponse normal(StatusResponse status) {
        StatusResponse.Builder normal = status.toBuilder().clearErrors();
        status.getErrorsList()
                .forEach(error -> normal.addErrors(error.replaceAll(" +", " ").strip()));
        return normal.setVersion("3")
                .clearStorageVersion()
                .setDbSize(Math.min(1, status.getDbSize()))
                .setDbSizeInUse(Math.min(1, status.getDbSizeInUse()))
                .setRaftIndex(Math.min(1, status.getRaftIndex()))
                .setRaftAppliedIndex(Math.min(1, status.getRaftAppliedIndex()))
                .build();
    }
}
