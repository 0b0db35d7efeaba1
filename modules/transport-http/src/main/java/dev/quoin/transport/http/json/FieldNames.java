package dev.quoin.transport.http.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The fields of messages by both names that JSON may have for them: the one in the protocol's files, and the same in camel case. */
final class FieldNames {
    private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS = new ConcurrentHashMap<>();

    private FieldNames() {}

    /** The field with this name, or null. */
    static @Nullable FieldDescriptor find(Descriptor message, String name) {
        return FIELDS.computeIfAbsent(message, FieldNames::read).get(name);
    }

    private static Map<String, FieldDescriptor> read(Descriptor message) {
        Map<String, FieldDescriptor> fields = new HashMap<>();
        for (FieldDescriptor field : message.getFields()) {
            fields.put(field.getName(), field);
            fields.put(field.getJsonName(), field);
        }
        return fields;
    }
}
