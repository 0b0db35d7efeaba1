package dev.quoin.consensus.raft.wal;

import dev.quoin.api.host.DiskFile;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Appends records to the newest segment: collected in memory, written at once, synced once. Used by one thread. */
final class TailWriter {
    private final OpenSegment segment;
    private final DiskFile file;
    private final int growthBytes;
    private final RecordBuffer records;
    private long end;
    private boolean unsynced;

    /** Goes on at the end of a segment's last valid record. */
    TailWriter(OpenSegment segment, DiskFile file, int growthBytes, RecordBuffer records, long end) {
        this.segment = segment;
        this.file = file;
        this.growthBytes = growthBytes;
        this.records = records;
        this.end = end;
    }

    OpenSegment segment() {
        return segment;
    }

    /** Where the next record begins. */
    long nextPosition() {
        return end + records.bytes();
    }

    /** The checksum of the last finished record. */
    int chain() {
        return records.chain();
    }

    /** Returns where the record begins. */
    long entry(Entry entry) throws IOException {
        byte[] data = entry.data();
        ByteBuffer body = records.begin(
                (byte) (RecordHeader.ENTRY + entry.type().code()), RecordHeader.ENTRY_PREFIX + data.length);
        long position = nextPosition() - RecordHeader.BYTES;
        body.putLong(entry.index()).putLong(entry.term()).put(data);
        writeIfFull();
        return position;
    }

    void hardState(HardState state) throws IOException {
        ByteBuffer body = records.begin(RecordHeader.HARD_STATE, 3 * Long.BYTES);
        body.putLong(state.term()).putLong(state.vote()).putLong(state.commit());
        writeIfFull();
    }

    void start(StartMark mark) throws IOException {
        mark.encode(records.begin(RecordHeader.START, mark.encodedBytes()));
        writeIfFull();
    }

    /** Writes what was collected, and makes it durable if wanted, together with all that was written before. */
    void flush(boolean sync) throws IOException {
        boolean marked = records.finish(sync);
        write();
        if (sync && unsynced) {
            file.sync();
            unsynced = false;
            if (marked) {
                records.nextEpoch();
            }
        }
    }

    /** Cuts the file behind its last record, as nothing more will come, and closes it. */
    void seal() throws IOException {
        flush(true);
        file.setSize(end);
        segment.setBytes(end);
        file.close();
    }

    void close() throws IOException {
        file.close();
    }

    private void writeIfFull() throws IOException {
        if (records.isFull()) {
            write();
        }
    }

    private void write() throws IOException {
        ByteBuffer finished = records.finished();
        int length = finished.remaining();
        if (length == 0) {
            return;
        }
        grow(end + length);
        file.write(finished, end);
        records.removeFinished();
        end += length;
        unsynced = true;
    }

    /**
     * The zeros are made durable before records go there: so a record never runs past the end of its file, whatever a
     * crash loses.
     */
    private void grow(long needed) throws IOException {
        if (needed > segment.bytes()) {
            long size = (needed / growthBytes + 1) * growthBytes;
            file.setSize(size);
            file.sync();
            segment.setBytes(size);
        }
    }
}
