package dev.quoin.consensus.raft.wal;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import java.nio.ByteBuffer;

/**
 * Where the log begins: behind an entry whose effects, and those of all before it, are kept by the state machine.
 *
 * @param index of that entry, 0 for none
 * @param term of that entry
 * @param confState the configuration as of that entry
 * @param replaces whether the state came from another member: then the entries that the log held before are void, also
 *     later ones
 */
record StartMark(long index, long term, ConfState confState, boolean replaces) {
    static final StartMark BEGINNING = new StartMark(0, 0, ConfState.EMPTY, false);

    private static final int FLAG_REPLACES = 1;
    private static final int FLAG_AUTO_LEAVE = 2;

    int encodedBytes() {
        int ids = confState.voters().size()
                + confState.votersOutgoing().size()
                + confState.learners().size()
                + confState.learnersNext().size();
        return 2 * Long.BYTES + 1 + 4 * Integer.BYTES + ids * Long.BYTES;
    }

    void encode(ByteBuffer target) {
        target.putLong(index).putLong(term);
        target.put((byte) ((replaces ? FLAG_REPLACES : 0) | (confState.autoLeave() ? FLAG_AUTO_LEAVE : 0)));
        put(confState.voters(), target);
        put(confState.votersOutgoing(), target);
        put(confState.learners(), target);
        put(confState.learnersNext(), target);
    }

    /** Reads what {@link #encode} wrote; the checksum was right, so the form is. */
    static StartMark decode(ByteBuffer source) {
        long index = source.getLong();
        long term = source.getLong();
        byte flags = source.get();
        ConfState confState =
                new ConfState(ids(source), ids(source), ids(source), ids(source), (flags & FLAG_AUTO_LEAVE) != 0);
        return new StartMark(index, term, confState, (flags & FLAG_REPLACES) != 0);
    }

    private static void put(IdSet ids, ByteBuffer target) {
        target.putInt(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            target.putLong(ids.get(i));
        }
    }

    private static IdSet ids(ByteBuffer source) {
        long[] ids = new long[source.getInt()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = source.getLong();
        }
        return IdSet.of(ids);
    }
}
