package dev.quoin.ctl.print;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.quoin.ctl.text.Raw;
import java.util.Base64;
import java.util.List;

/**
 * Writes JSON as Go writes its message structs: fields in the order of their declaration, without those that have no
 * value, 64-bit
 * numbers as numbers, enums as numbers, bytes in base64. Byte strings, to be printed as they are.
 */
final class Json {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    /** Begins an object. */
    Json open() {
        text.append('{');
        first = true;
        return this;
    }

    Json close() {
        text.append('}');
        first = false;
        return this;
    }

    Json name(String name) {
        text.append(first ? "\"" : ",\"").append(name).append("\":");
        first = false;
        return this;
    }

    /** A value that needs no quotes. */
    Json plain(Object value) {
        text.append(value);
        return this;
    }

    Json bytes(ByteString bytes) {
        text.append('"')
                .append(Base64.getEncoder().encodeToString(bytes.toByteArray()))
                .append('"');
        return this;
    }

    /** The elements of an array. */
    <T> Json array(List<T> elements, java.util.function.Consumer<T> each) {
        text.append('[');
        for (int i = 0; i < elements.size(); i++) {
            text.append(i == 0 ? "" : ",");
            first = true;
            each.accept(elements.get(i));
        }
        text.append(']');
        first = false;
        return this;
    }

    /** A Unicode text in quotes. */
    Json string(String value) {
        text.append('"');
        value.codePoints().forEach(this::character);
        text.append('"');
        return this;
    }

    private void character(int rune) {
        switch (rune) {
            case '"', '\\' -> text.append('\\').append((char) rune);
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '<', '>', '&', 0x2028, 0x2029 -> text.append(String.format("\\u%04x", rune));
            default -> {
                if (rune < 0x20) {
                    text.append(String.format("\\u%04x", rune));
                } else {
                    text.append(Raw.ofText(Character.toString(rune)));
                }
            }
        }
    }

    /** A whole message. */
    Json message(Message message) {
        open();
        fields(message);
        return close();
    }

    /** The fields of a message that have values. */
    Json fields(Message message) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                List<?> values = (List<?>) message.getField(field);
                if (!values.isEmpty()) {
                    name(field.getName()).array(values, value -> value(field, value));
                }
            } else if (message.hasField(field)) {
                name(field.getName());
                value(field, message.getField(field));
            }
        }
        return this;
    }

    private void value(FieldDescriptor field, Object value) {
        switch (field.getType()) {
            case MESSAGE -> message((Message) value);
            case ENUM -> plain(((EnumValueDescriptor) value).getNumber());
            case BYTES -> bytes((ByteString) value);
            case STRING -> string((String) value);
            case UINT64 -> plain(Long.toUnsignedString((Long) value));
            case UINT32 -> plain(Integer.toUnsignedString((Integer) value));
            default -> plain(value);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
