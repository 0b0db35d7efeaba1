package dev.quoin.consensus.raft.peer;

import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.HeartbeatResponse;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.MessageType;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.Propose;
import dev.quoin.consensus.raft.algorithm.message.ReadIndex;
import dev.quoin.consensus.raft.algorithm.message.ReadIndexResponse;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.TimeoutNow;
import dev.quoin.consensus.raft.algorithm.message.TransferLeader;
import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import java.util.ArrayList;
import java.util.List;

/** Turns messages between members into bytes and back. */
public final class PeerCodec {
    /** The first byte of every message. */
    public static final int VERSION = 1;

    private static final int LEAST_ENTRY_BYTES = 4;

    private PeerCodec() {}

    /**
     * A message as it travels.
     *
     * @param message itself
     * @param number of a proposal, never used twice by anybody, so that a repeated message is recognised; 0 for all
     *     other messages, whose repetition does no harm
     */
    public record Numbered(PeerMessage message, long number) {}

    /**
     * The parts of a message, to be sent one after the other. Large data is not copied.
     *
     * @param number for a proposal; ignored for others
     */
    public static List<byte[]> encode(PeerMessage message, long number) {
        WireWriter out = new WireWriter();
        out.octet(VERSION);
        out.octet(message.type().code());
        out.fixed(message.from());
        out.fixed(message.to());
        out.varint(message.term());
        switch (message) {
            case Propose m -> {
                out.fixed(number);
                putEntries(m.entries(), out);
            }
            case Append m -> {
                put(out, m.prevIndex(), m.prevTerm(), m.commit());
                putEntries(m.entries(), out);
            }
            case AppendResponse m -> {
                put(out, m.index(), m.hintIndex(), m.hintTerm());
                putFlag(m.reject(), out);
            }
            case VoteRequest m -> {
                put(out, m.lastIndex(), m.lastTerm());
                putFlag(m.transfer(), out);
            }
            case VoteResponse m -> {
                putFlag(m.reject(), out);
                put(out, m.commit(), m.commitTerm());
            }
            case InstallSnapshot m -> putSnapshot(m.snapshot(), out);
            case Heartbeat m -> put(out, m.commit(), m.readContext());
            case HeartbeatResponse m -> put(out, m.readContext());
            case ReadIndex m -> out.fixed(m.requestId());
            case ReadIndexResponse m -> {
                put(out, m.index());
                out.fixed(m.requestId());
            }
            case TransferLeader m -> {}
            case TimeoutNow m -> {}
        }
        return out.parts();
    }

    /** @throws IllegalArgumentException saying what is wrong with the bytes */
    public static Numbered decode(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int version = in.octet();
        if (version != VERSION) {
            throw new IllegalArgumentException("peer message of version " + version + ", this member knows " + VERSION);
        }
        MessageType type = typeOf(in.octet());
        long from = in.fixed();
        long to = in.fixed();
        long term = in.varint();
        long number = type == MessageType.PROPOSE ? in.fixed() : 0;
        PeerMessage message = decode(type, from, to, term, in);
        in.end();
        return new Numbered(message, number);
    }

    private static PeerMessage decode(MessageType type, long from, long to, long term, WireReader in) {
        return switch (type) {
            case PROPOSE -> new Propose(from, to, entries(in));
            case APPEND -> new Append(from, to, term, in.varint(), in.varint(), in.varint(), entries(in));
            case APPEND_RESPONSE -> appendResponse(from, to, term, in);
            case VOTE, PRE_VOTE ->
                new VoteRequest(from, to, term, type == MessageType.PRE_VOTE, in.varint(), in.varint(), in.flag());
            case VOTE_RESPONSE, PRE_VOTE_RESPONSE ->
                new VoteResponse(
                        from, to, term, type == MessageType.PRE_VOTE_RESPONSE, in.flag(), in.varint(), in.varint());
            case SNAPSHOT -> new InstallSnapshot(from, to, term, snapshot(in));
            case HEARTBEAT -> new Heartbeat(from, to, term, in.varint(), in.varint());
            case HEARTBEAT_RESPONSE -> new HeartbeatResponse(from, to, term, in.varint());
            case TRANSFER_LEADER -> new TransferLeader(from, to, term);
            case TIMEOUT_NOW -> new TimeoutNow(from, to, term);
            case READ_INDEX -> new ReadIndex(from, to, in.fixed());
            case READ_INDEX_RESPONSE -> new ReadIndexResponse(from, to, term, in.varint(), in.fixed());
            case STORAGE_APPEND, STORAGE_APPENDED, STORAGE_APPLY, STORAGE_APPLIED ->
                throw in.damaged("a message of kind " + type);
        };
    }

    private static AppendResponse appendResponse(long from, long to, long term, WireReader in) {
        long index = in.varint();
        long hintIndex = in.varint();
        long hintTerm = in.varint();
        return new AppendResponse(from, to, term, index, in.flag(), hintIndex, hintTerm);
    }

    private static MessageType typeOf(int code) {
        for (MessageType type : MessageType.values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw new IllegalArgumentException("damaged peer message: unknown kind " + code);
    }

    private static void put(WireWriter out, long... numbers) {
        for (long number : numbers) {
            out.varint(number);
        }
    }

    private static void putFlag(boolean flag, WireWriter out) {
        out.octet(flag ? 1 : 0);
    }

    private static void putEntries(List<Entry> entries, WireWriter out) {
        out.varint(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            put(out, entry.term(), entry.index());
            out.octet(entry.type().code());
            out.data(entry.data());
        }
    }

    private static List<Entry> entries(WireReader in) {
        int count = in.count(LEAST_ENTRY_BYTES);
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(in.varint(), in.varint(), EntryType.ofCode(in.octet()), in.data()));
        }
        return entries;
    }

    private static void putSnapshot(Snapshot snapshot, WireWriter out) {
        put(out, snapshot.index(), snapshot.term());
        ConfState members = snapshot.confState();
        putIds(members.voters(), out);
        putIds(members.votersOutgoing(), out);
        putIds(members.learners(), out);
        putIds(members.learnersNext(), out);
        putFlag(members.autoLeave(), out);
    }

    private static Snapshot snapshot(WireReader in) {
        long index = in.varint();
        long term = in.varint();
        ConfState members = new ConfState(ids(in), ids(in), ids(in), ids(in), in.flag());
        return new Snapshot(index, term, members, Entry.NO_DATA);
    }

    private static void putIds(IdSet ids, WireWriter out) {
        out.varint(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            out.fixed(ids.get(i));
        }
    }

    private static IdSet ids(WireReader in) {
        long[] ids = new long[in.count(Long.BYTES)];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = in.fixed();
        }
        return IdSet.of(ids);
    }
}
