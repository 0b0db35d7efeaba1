package dev.quoin.distribution.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times as etcd logs them: local, to the microsecond, {@code Z} where local is UTC. By hand, because a formatter costs a tenth of the start. */
final class Timestamp {
    private static final ZoneId ZONE = ZoneId.systemDefault();

    private Timestamp() {}

    static void append(StringBuilder out, Instant instant) {
        OffsetDateTime time = instant.atZone(ZONE).toOffsetDateTime();
        digits(out, time.getYear(), 4).append('-');
        digits(out, time.getMonthValue(), 2).append('-');
        digits(out, time.getDayOfMonth(), 2).append('T');
        digits(out, time.getHour(), 2).append(':');
        digits(out, time.getMinute(), 2).append(':');
        digits(out, time.getSecond(), 2).append('.');
        digits(out, time.getNano() / 1_000, 6);
        int offset = time.getOffset().getTotalSeconds() / 60;
        if (offset == 0) {
            out.append('Z');
            return;
        }
        out.append(offset < 0 ? '-' : '+');
        digits(out, Math.abs(offset) / 60, 2);
        digits(out, Math.abs(offset) % 60, 2);
    }

    private static StringBuilder digits(StringBuilder out, int number, int count) {
        for (int scale = (int) Math.pow(10, count - 1.0); scale > 0; scale /= 10) {
            out.append((char) ('0' + number / scale % 10));
        }
        return out;
    }
}
