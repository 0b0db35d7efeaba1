package dev.quoin.ctl.command.view;

import dev.quoin.protocol.rpc.StatusResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster looked like at one moment.
 *
 * @param nanos the moment
 * @param members its members, as they answered
 * @param alarms alarms that are raised, such as {@code NOSPACE at 8e9e05c52164694d}
 * @param readMillis how long a linearizable read took; negative if it failed
 */
record Sample(long nanos, List<MemberSample> members, List<String> alarms, double readMillis) {

    /**
     * One member.
     *
     * @param endpoint where it was asked
     * @param name its name, or empty
     * @param status its answer, or null if there was none
     * @param millis how long the answer took
     * @param error why there was none, or empty
     */
    record MemberSample(
            String endpoint, String name, @Nullable StatusResponse status, double millis, String error) {}

    /** The highest index that any member has in its log. */
    long highestIndex() {
        return members.stream()
                .mapToLong(each -> each.status() == null ? 0 : each.status().getRaftIndex())
                .max()
                .orElse(0);
    }

    /** The highest revision that any member has applied. */
    long revision() {
        return members.stream()
                .mapToLong(each ->
                        each.status() == null ? 0 : each.status().getHeader().getRevision())
                .max()
                .orElse(0);
    }
}
