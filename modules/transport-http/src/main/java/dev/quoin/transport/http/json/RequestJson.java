package dev.quoin.transport.http.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;

/**
 * Reads requests. Strict where protobuf's own library for Java is lenient: no unquoted names, no booleans in quotes, as in etcd's gateway. What the message
 * does not know, fields and names of enumerations, is skipped.
 */
public final class RequestJson {
    /** As deep as protobuf itself reads messages. */
    private static final int MAX_DEPTH = 100;

    private final JsonReader reader;

    private RequestJson(String json) {
        reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(2 * MAX_DEPTH);
    }

    /**
     * Reads the first value in a text as a message; what follows it is not looked at. A text without a value is an empty message.
     *
     * @param prototype tells which message
     * @throws JsonException for anything else than an object that fits
     */
    public static Message read(String json, Message prototype) throws JsonException {
        Message.Builder message = prototype.newBuilderForType();
        if (json.isBlank()) {
            return message.build();
        }
        try {
            new RequestJson(json).message(message, 0);
        } catch (EOFException e) {
            throw new JsonException("unexpected EOF");
        } catch (IOException | IllegalStateException e) {
            throw new JsonException(plain(String.valueOf(e.getMessage())));
        }
        return message.build();
    }

    /** The library advises programmers to be lenient, and goes on with the address of a page for them. */
    private static String plain(String text) {
        String line = text.lines().findFirst().orElse("");
        int place = line.indexOf(" at line ");
        return line.startsWith("Use JsonReader") && place >= 0 ? "invalid JSON" + line.substring(place) : line;
    }

    private void message(Message.Builder message, int depth) throws IOException, JsonException {
        if (depth > MAX_DEPTH) {
            throw new JsonException("proto: exceeded max recursion depth");
        }
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            throw new JsonException("proto: syntax error: unexpected token " + raw());
        }
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            FieldDescriptor field = FieldNames.find(message.getDescriptorForType(), name);
            if (field == null || reader.peek() == JsonToken.NULL) {
                reader.skipValue();
            } else {
                requireFirst(message, field, name);
                field(message, field, name, depth);
            }
        }
        reader.endObject();
    }

    private static void requireFirst(Message.Builder message, FieldDescriptor field, String name) throws JsonException {
        boolean twice = field.isRepeated()
                ? message.getRepeatedFieldCount(field) > 0
                : field.hasPresence() && message.hasField(field);
        if (twice) {
            throw new JsonException("proto: duplicate field \"" + name + "\"");
        }
        if (field.getContainingOneof() != null && message.hasOneof(field.getContainingOneof())) {
            throw new JsonException("proto: error parsing \"" + name + "\", oneof "
                    + field.getContainingOneof().getFullName() + " is already set");
        }
    }

    private void field(Message.Builder message, FieldDescriptor field, String name, int depth)
            throws IOException, JsonException {
        if (!field.isRepeated()) {
            Object value = value(message, field, name, depth);
            if (value != ScalarJson.UNKNOWN) {
                message.setField(field, value);
            }
            return;
        }
        if (reader.peek() != JsonToken.BEGIN_ARRAY) {
            throw new JsonException("proto: syntax error: unexpected token " + raw());
        }
        reader.beginArray();
        while (reader.hasNext()) {
            Object value = value(message, field, name, depth);
            if (value != ScalarJson.UNKNOWN) {
                message.addRepeatedField(field, value);
            }
        }
        reader.endArray();
    }

    private Object value(Message.Builder message, FieldDescriptor field, String name, int depth)
            throws IOException, JsonException {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            Message.Builder inner = message.newBuilderForField(field);
            message(inner, depth + 1);
            return inner.build();
        }
        JsonToken token = reader.peek();
        boolean simple = token == JsonToken.STRING || token == JsonToken.NUMBER || token == JsonToken.BOOLEAN;
        if (!simple) {
            throw ScalarJson.invalid(field, name, raw());
        }
        String text = token == JsonToken.BOOLEAN ? Boolean.toString(reader.nextBoolean()) : reader.nextString();
        return ScalarJson.read(field, name, token, text);
    }

    /** The next token as it stands, for messages. */
    private String raw() throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> "{";
            case BEGIN_ARRAY -> "[";
            case STRING -> "\"" + reader.nextString() + "\"";
            case NUMBER -> reader.nextString();
            case BOOLEAN -> Boolean.toString(reader.nextBoolean());
            case NULL -> "null";
            default -> "EOF";
        };
    }
}
