package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.MessageType;
import dev.quoin.consensus.raft.algorithm.message.Propose;
import dev.quoin.consensus.raft.algorithm.message.ReadIndexResponse;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.message.StorageAppended;
import dev.quoin.consensus.raft.algorithm.message.StorageApplied;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import dev.quoin.consensus.raft.algorithm.message.StorageResponse;
import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as the corpora print it: one form for all kinds, with what a kind does not have left at zero. */
final class MessageText {
    private final String head;
    private final MessageType type;
    private long term;
    private long logTerm;
    private long index;
    private long commit;
    private long vote;
    private boolean reject;
    private long hint;
    private List<Entry> entries = List.of();
    private @Nullable Snapshot snapshot;
    private List<? extends Message> responses = List.of();

    private MessageText(long from, long to, MessageType type) {
        this.head = target(from) + "->" + target(to);
        this.type = type;
    }

    static MessageText of(Message message) {
        MessageText text = new MessageText(message.from(), message.to(), message.type());
        text.term = message.term();
        switch (message) {
            case Propose m -> text.entries = m.entries();
            case Append m -> {
                text.log(m.prevTerm(), m.prevIndex());
                text.commit = m.commit();
                text.entries = m.entries();
            }
            case AppendResponse m -> {
                text.log(m.hintTerm(), m.index());
                text.reject = m.reject();
                text.hint = m.hintIndex();
            }
            case VoteRequest m -> text.log(m.lastTerm(), m.lastIndex());
            case VoteResponse m -> text.reject = m.reject();
            case InstallSnapshot m -> text.snapshot = m.snapshot();
            case Heartbeat m -> text.commit = m.commit();
            case ReadIndexResponse m -> text.index = m.index();
            case StorageAppended m -> {
                text.log(m.entryTerm(), m.index());
                text.snapshot = m.snapshot();
            }
            case StorageApplied m -> text.entries = m.entries();
            default -> {}
        }
        return text;
    }

    static MessageText of(long id, StorageAppend work, boolean withResponses) {
        MessageText text = new MessageText(id, StorageResponse.LOG_THREAD, MessageType.STORAGE_APPEND);
        HardState state = work.hardState();
        if (state != null) {
            text.term = state.term();
            text.vote = state.vote();
            text.commit = state.commit();
        }
        text.entries = work.entries();
        text.snapshot = work.snapshot();
        text.responses = withResponses ? work.responses() : List.of();
        return text;
    }

    static MessageText of(long id, StorageApply work, boolean withResponses) {
        MessageText text = new MessageText(id, StorageResponse.APPLY_THREAD, MessageType.STORAGE_APPLY);
        text.entries = work.entries();
        text.responses = withResponses ? List.of(work.response()) : List.of();
        return text;
    }

    private void log(long termThere, long indexThere) {
        logTerm = termThere;
        index = indexThere;
    }

    String print(String indent) {
        StringBuilder text = new StringBuilder(indent);
        text.append("%s %s Term:%d Log:%d/%d".formatted(head, type, term, logTerm, index));
        text.append(reject ? " Rejected (Hint: " + hint + ")" : "");
        text.append(commit == 0 ? "" : " Commit:" + commit);
        text.append(vote == 0 ? "" : " Vote:" + Long.toUnsignedString(vote));
        printEntries(indent, text);
        if (snapshot != null) {
            text.append('\n').append(indent).append("  Snapshot: ").append(Describe.snapshot(snapshot));
        }
        if (!responses.isEmpty()) {
            text.append(" Responses:[");
            responses.forEach(response -> text.append('\n').append(of(response).print(indent + "  ")));
            text.append('\n').append(indent).append(']');
        }
        return text.toString();
    }

    private void printEntries(String indent, StringBuilder text) {
        if (entries.size() == 1) {
            text.append(" Entries:[").append(Describe.entry(entries.getFirst())).append(']');
        } else if (!entries.isEmpty()) {
            text.append(" Entries:[");
            entries.forEach(
                    entry -> text.append('\n').append(indent).append("  ").append(Describe.entry(entry)));
            text.append('\n').append(indent).append(']');
        }
    }

    private static String target(long id) {
        if (id == 0) {
            return "None";
        }
        if (id == StorageResponse.LOG_THREAD) {
            return "AppendThread";
        }
        return id == StorageResponse.APPLY_THREAD ? "ApplyThread" : Long.toHexString(id);
    }
}
