package dev.quoin.distribution.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** The parts of a log line that both forms share. */
final class LogFields {
    private LogFields() {}

    /** etcd's word: an error that ends the process is marked, and called fatal. */
    static String level(ILoggingEvent event) {
        if (event.getMarkerList() != null) {
            for (Marker marker : event.getMarkerList()) {
                if (marker == Logging.FATAL) {
                    return "fatal";
                }
            }
        }
        return event.getLevel().toString().toLowerCase(Locale.ROOT);
    }

    /** The last package and the class, which is what etcd's callers look like but for the line. */
    static String caller(String logger) {
        int last = logger.lastIndexOf('.');
        int before = logger.lastIndexOf('.', last - 1);
        return last < 0 ? logger : logger.substring(before + 1, last) + '/' + logger.substring(last + 1);
    }

    /** The event's key-value pairs, then its exception, each behind a comma. */
    static void append(StringBuilder line, ILoggingEvent event, boolean withTrace) {
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.append(',');
                Json.quote(line, pair.key);
                line.append(':');
                Json.value(line, pair.value);
            }
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            String message = thrown.getMessage();
            line.append(",\"error\":");
            Json.quote(line, message == null ? thrown.getClassName() : message);
        }
        if (withTrace) {
            stackTrace(event).ifPresent(trace -> {
                line.append(",\"stacktrace\":");
                Json.quote(line, trace.stripTrailing());
            });
        }
    }

    /** Where an exception came from; below the level of errors its message is enough. */
    static Optional<String> stackTrace(ILoggingEvent event) {
        return event.getThrowableProxy() != null && event.getLevel().isGreaterOrEqual(Level.ERROR)
                ? Optional.of(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                : Optional.empty();
    }
}
