package dev.quoin.consensus.raft.wal;

import java.nio.file.Path;

/** A segment that is part of the log. */
final class OpenSegment {
    private final Segment segment;
    private final SegmentHeader header;
    private volatile long bytes;

    OpenSegment(Segment segment, SegmentHeader header, long bytes) {
        this.segment = segment;
        this.header = header;
        this.bytes = bytes;
    }

    Path path() {
        return segment.path();
    }

    long sequence() {
        return segment.sequence();
    }

    long firstIndex() {
        return segment.firstIndex();
    }

    /** What record checks in this segment are salted with. */
    int salt() {
        return header.crc();
    }

    /** The size of the file. */
    long bytes() {
        return bytes;
    }

    void setBytes(long size) {
        bytes = size;
    }
}
