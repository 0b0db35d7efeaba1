package dev.quoin.tests.compat.differential;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.List;

/** The revisions in a message: those in a request move with the newest one, and an answer says which that is. */
final class Revisions {

    /** Further away from the newest revision, a number is meant as it is. */
    private static final long NEAR = 300;

    private Revisions() {}

    static Message moved(Message message, long from, long to) {
        Message.Builder moved = message.toBuilder();
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() == JavaType.MESSAGE) {
                move(moved, field, value, from, to);
            } else if (field.getJavaType() == JavaType.LONG && field.getName().endsWith("revision")) {
                moved.setField(field, moved((Long) value, from, to));
            }
        });
        return moved.build();
    }

    private static void move(Message.Builder moved, FieldDescriptor field, Object value, long from, long to) {
        if (field.isRepeated()) {
            List<?> all = (List<?>) value;
            for (int i = 0; i < all.size(); i++) {
                moved.setRepeatedField(field, i, moved((Message) all.get(i), from, to));
            }
        } else {
            moved.setField(field, moved((Message) value, from, to));
        }
    }

    private static long moved(long revision, long from, long to) {
        return revision <= 0 || Math.abs(revision - from) > NEAR ? revision : Math.max(1, revision - from + to);
    }

    /** The newest revision that an answer tells of, or 0. */
    static long told(Message answer) {
        FieldDescriptor header = answer.getDescriptorForType().findFieldByName("header");
        return header != null && answer.getField(header) instanceof dev.quoin.protocol.rpc.ResponseHeader told
                ? told.getRevision()
                : 0;
    }
}
