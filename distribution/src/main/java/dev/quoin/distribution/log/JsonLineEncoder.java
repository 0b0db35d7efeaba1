package dev.quoin.distribution.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/** One JSON object to a line, with the keys in the order and form of etcd's logger: level, ts, caller, msg, then the event's own. */
final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256).append("{\"level\":\"").append(LogFields.level(event));
        line.append("\",\"ts\":\"");
        Timestamp.append(line, event.getInstant());
        line.append("\",\"caller\":\"")
                .append(LogFields.caller(event.getLoggerName()))
                .append("\",\"msg\":");
        Json.quote(line, event.getFormattedMessage());
        LogFields.append(line, event, true);
        return line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
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
