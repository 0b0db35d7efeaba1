package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.Ready;
import dev.quoin.consensus.raft.algorithm.SoftState;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values in the form in which the corpora print them. */
final class Describe {
    private Describe() {}

    static String ready(long id, Ready ready) {
        StringBuilder text = new StringBuilder();
        SoftState soft = ready.softState();
        if (soft != null) {
            text.append("Lead:%s State:%s\n".formatted(Long.toUnsignedString(soft.lead()), soft.role()));
        }
        HardState hard = ready.hardState();
        if (hard != null) {
            text.append("HardState ").append(hardState(hard)).append('\n');
        }
        if (!ready.entries().isEmpty()) {
            text.append("Entries:\n").append(entries(ready.entries()));
        }
        Snapshot snapshot = ready.snapshot();
        if (snapshot != null) {
            text.append("Snapshot ").append(snapshot(snapshot)).append('\n');
        }
        if (!ready.committedEntries().isEmpty()) {
            text.append("CommittedEntries:\n").append(entries(ready.committedEntries()));
        }
        text.append(messages(id, ready));
        return text.isEmpty() ? "<empty Ready>" : "Ready MustSync=" + ready.mustSync() + ":\n" + text;
    }

    private static String messages(long id, Ready ready) {
        StringBuilder text = new StringBuilder();
        for (PeerMessage message : ready.messages()) {
            text.append(MessageText.of(message).print("")).append('\n');
        }
        StorageAppend append = ready.append();
        if (append != null) {
            text.append(MessageText.of(id, append, true).print("")).append('\n');
        }
        StorageApply apply = ready.apply();
        if (apply != null) {
            text.append(MessageText.of(id, apply, true).print("")).append('\n');
        }
        return text.isEmpty() ? "" : "Messages:\n" + text;
    }

    private static String hardState(HardState state) {
        String vote = state.vote() == 0 ? "" : " Vote:" + Long.toUnsignedString(state.vote());
        return "Term:" + state.term() + vote + " Commit:" + state.commit();
    }

    static String snapshot(Snapshot snapshot) {
        return "Index:%d Term:%d ConfState:%s"
                .formatted(snapshot.index(), snapshot.term(), confState(snapshot.confState()));
    }

    private static String confState(ConfState state) {
        return "Voters:%s VotersOutgoing:%s Learners:%s LearnersNext:%s AutoLeave:%s"
                .formatted(
                        ids(state.voters()),
                        ids(state.votersOutgoing()),
                        ids(state.learners()),
                        ids(state.learnersNext()),
                        state.autoLeave());
    }

    private static String ids(IdSet set) {
        StringBuilder text = new StringBuilder("[");
        for (long id : set.toArray()) {
            text.append(text.length() == 1 ? "" : " ").append(Long.toUnsignedString(id));
        }
        return text.append(']').toString();
    }

    static String entries(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(entry(entry)).append('\n'));
        return text.toString();
    }

    static String entry(Entry entry) {
        String content = entry.type().changesMembership()
                ? ConfChangeCodec.decode(entry).shortForm()
                : quoted(new String(entry.data(), StandardCharsets.UTF_8));
        String end = content.isEmpty() ? "" : " " + content;
        return entry.term() + "/" + entry.index() + " " + entry.type() + end;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
