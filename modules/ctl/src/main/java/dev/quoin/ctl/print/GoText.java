package dev.quoin.ctl.print;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Map;
import java.util.StringJoiner;

/** A message on one line, {@code field:value field:value}, as Go prints one. */
final class GoText {
    private GoText() {}

    static String of(Message message) {
        StringJoiner line = new StringJoiner(" ");
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            line.add(field.getKey().getName() + ":" + value(field.getKey(), field.getValue()));
        }
        return line.toString();
    }

    private static String value(FieldDescriptor field, Object value) {
        return switch (field.getType()) {
            case UINT64, FIXED64 -> Long.toUnsignedString((Long) value);
            default -> value.toString();
        };
    }
}
