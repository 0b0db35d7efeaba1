package dev.quoin.distribution.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/** Lines for people, as etcd's {@code --log-format=console} has them: columns parted by tabs, the event's own keys as JSON at the end. */
final class ConsoleLineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        Timestamp.append(line, event.getInstant());
        line.append('\t').append(LogFields.level(event)).append('\t');
        line.append(LogFields.caller(event.getLoggerName())).append('\t').append(event.getFormattedMessage());
        StringBuilder fields = new StringBuilder();
        LogFields.append(fields, event, false);
        if (!fields.isEmpty()) {
            line.append("\t{").append(fields, 1, fields.length()).append('}');
        }
        LogFields.stackTrace(event).ifPresent(trace -> line.append('\n').append(trace.stripTrailing()));
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
