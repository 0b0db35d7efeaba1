package dev.quoin.core.inspect;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TextFormat;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.raft.ConfChange;
import dev.quoin.protocol.raft.ConfChangeV2;
import dev.quoin.protocol.rpc.Member;

/** What an entry of the log holds, in protobuf's text format, on one line. */
public final class EntryText {
    private static final TextFormat.Printer PRINTER = TextFormat.printer().emittingSingleLine(true);

    private EntryText() {}

    /** The text; empty for an empty entry. Says so where the bytes are not what they should be. */
    public static String of(LoggedEntry entry) {
        if (entry.data().length == 0) {
            return "";
        }
        try {
            return switch (entry.type()) {
                case LoggedEntry.COMMAND -> text(InternalRaftRequest.parseFrom(entry.data()));
                case LoggedEntry.MEMBER_CHANGE -> change(ConfChange.parseFrom(entry.data()));
                default -> changes(ConfChangeV2.parseFrom(entry.data()));
            };
        } catch (InvalidProtocolBufferException e) {
            return "undecodable: " + e.getMessage();
        }
    }

    private static String change(ConfChange change) {
        return withMember(text(change.toBuilder().clearContext()), change.getContext());
    }

    private static String changes(ConfChangeV2 changes) {
        return withMember(text(changes.toBuilder().clearContext()), changes.getContext());
    }

    private static String withMember(String change, ByteString context) {
        if (context.isEmpty()) {
            return change;
        }
        try {
            return change + " member { " + text(Member.parseFrom(context)) + " }";
        } catch (InvalidProtocolBufferException e) {
            return change + " context: \"" + TextFormat.escapeBytes(context) + "\"";
        }
    }

    private static String text(MessageOrBuilder message) {
        return PRINTER.printToString(message).strip();
    }
}
