package dev.quoin.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

/** Messages in which every field is set, to a value that is not its default. */
public final class Filled {
    private Filled() {}

    /** Messages inside are filled to the given depth, where recursive types end. Of a oneof the last field remains. */
    public static Message like(Message prototype, int depth) {
        Message.Builder builder = prototype.newBuilderForType();
        for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
            fill(builder, field, depth);
        }
        return builder.build();
    }

    /** The message with one more field set, if need be in the place of another of its oneof. */
    public static Message with(Message message, FieldDescriptor field) {
        Message.Builder builder = message.toBuilder();
        return fill(builder, field, 1).build();
    }

    private static Message.Builder fill(Message.Builder builder, FieldDescriptor field, int depth) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth == 0) {
            return builder;
        }
        if (!field.isRepeated()) {
            return builder.setField(field, value(builder, field, depth, 1));
        }
        builder.addRepeatedField(field, value(builder, field, depth, 1));
        return field.isMapField() ? builder : builder.addRepeatedField(field, value(builder, field, depth, 2));
    }

    private static Object value(Message.Builder builder, FieldDescriptor field, int depth, int salt) {
        int number = field.getNumber();
        return switch (field.getJavaType()) {
            // Negative: as unsigned numbers these are the large ones, and take the longest encoding.
            case INT -> -number * salt;
            case LONG -> -1_000_000_007L * number * salt;
            case BOOLEAN -> true;
            case STRING -> field.getName() + " é " + salt;
            case BYTE_STRING -> ByteString.copyFrom(new byte[] {0, (byte) 0xff, (byte) number, (byte) salt});
            case ENUM -> last(field.getEnumType());
            case MESSAGE -> like(builder.newBuilderForField(field).getDefaultInstanceForType(), depth - 1);
            default -> throw new AssertionError("the protocol has no field of type " + field.getType());
        };
    }

    private static Object last(EnumDescriptor type) {
        return type.getValues().getLast();
    }
}
