package dev.quoin.core.inspect;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TextFormat;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.raft.ConfChange;
import dev.quoin.protocol.raft.ConfChangeType;
import dev.quoin.protocol.rpc.Member;
import java.util.stream.Collectors;

/** Shows an entry of the log in protobuf's text format, on one line. */
public final class EntryText {
    private static final TextFormat.Printer PRINTER = TextFormat.printer().emittingSingleLine(true);

    private static final String HIDDEN = "(hidden)";

    private EntryText() {}

    /** The number that etcd gives the kind of an entry: 0 a command, 1 a change of one member, 2 any other change of members. */
    public static int type(LoggedEntry entry) {
        return switch (entry.kind()) {
            case COMMAND -> 0;
            case MEMBER_CHANGES -> entry.changes().size() == 1 ? 1 : 2;
        };
    }

    /** The text; empty for an empty entry. Says so where a command is not what it should be. */
    public static String of(LoggedEntry entry) {
        return switch (entry.kind()) {
            case COMMAND -> command(entry.data());
            case MEMBER_CHANGES ->
                entry.changes().stream().map(EntryText::change).collect(Collectors.joining("; "));
        };
    }

    private static String command(byte[] command) {
        try {
            return command.length == 0 ? "" : text(withoutSecrets(InternalRaftRequest.parseFrom(command)));
        } catch (InvalidProtocolBufferException e) {
            return "undecodable: " + e.getMessage();
        }
    }

    /** Neither hashes of passwords nor what tokens are made of. */
    private static InternalRaftRequest withoutSecrets(InternalRaftRequest request) {
        InternalRaftRequest.Builder shown = request.toBuilder();
        if (request.hasAuthUserAdd()) {
            shown.getAuthUserAddBuilder().clearPassword().setHashedPassword(HIDDEN);
        }
        if (request.hasAuthUserChangePassword()) {
            shown.getAuthUserChangePasswordBuilder().clearPassword().setHashedPassword(HIDDEN);
        }
        if (request.hasAuthenticate()) {
            shown.getAuthenticateBuilder().clearPassword().setSimpleToken(HIDDEN);
        }
        return shown.build();
    }

    private static String change(MemberChange change) {
        String text = text(ConfChange.newBuilder().setType(type(change)).setNodeId(change.memberId()));
        if (change.context().length == 0) {
            return text;
        }
        try {
            return text + " member { " + text(Member.parseFrom(change.context())) + " }";
        } catch (InvalidProtocolBufferException e) {
            return text + " context: \"" + TextFormat.escapeBytes(change.context()) + "\"";
        }
    }

    private static ConfChangeType type(MemberChange change) {
        return switch (change.kind()) {
            case ADD_VOTER -> ConfChangeType.ConfChangeAddNode;
            case ADD_LEARNER -> ConfChangeType.ConfChangeAddLearnerNode;
            case REMOVE -> ConfChangeType.ConfChangeRemoveNode;
            case UPDATE -> ConfChangeType.ConfChangeUpdateNode;
        };
    }

    private static String text(MessageOrBuilder message) {
        return PRINTER.printToString(message).strip();
    }
}
