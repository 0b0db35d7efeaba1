package dev.quoin.transport.http.json;

import com.google.gson.stream.JsonWriter;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Writes responses: names as in the protocol's files, bytes as base64, 64-bit numbers in quotes, enumerations by name. Fields that have their default value
 * are left out.
 */
public final class ResponseJson {
    private final JsonWriter writer;

    private ResponseJson(StringWriter text) {
        writer = new JsonWriter(text);
    }

    /** A message on one line. */
    public static String write(Message message) {
        StringWriter text = new StringWriter();
        try {
            new ResponseJson(text).message(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A text in quotes. */
    public static String quoted(String text) {
        StringWriter quoted = new StringWriter();
        try {
            new JsonWriter(quoted).value(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return quoted.toString();
    }

    private void message(Message message) throws IOException {
        writer.beginObject();
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            writer.name(field.getName());
            if (field.isRepeated()) {
                writer.beginArray();
                for (Object element : (List<?>) entry.getValue()) {
                    value(field, element);
                }
                writer.endArray();
            } else {
                value(field, entry.getValue());
            }
        }
        writer.endObject();
    }

    private void value(FieldDescriptor field, Object value) throws IOException {
        switch (value) {
            case Message inner -> message(inner);
            case ByteString bytes -> writer.value(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case EnumValueDescriptor constant -> enumeration(constant);
            case Long number ->
                writer.value(
                        field.getType() == FieldDescriptor.Type.UINT64
                                ? Long.toUnsignedString(number)
                                : Long.toString(number));
            case Integer number ->
                writer.value(
                        field.getType() == FieldDescriptor.Type.UINT32
                                ? Integer.toUnsignedLong(number)
                                : number.longValue());
            case Boolean bool -> writer.value(bool.booleanValue());
            case Number number -> writer.value(number);
            default -> writer.value(value.toString());
        }
    }

    private void enumeration(EnumValueDescriptor constant) throws IOException {
        if (constant.getIndex() < 0) {
            writer.value(constant.getNumber());
        } else {
            writer.value(constant.getName());
        }
    }
}
