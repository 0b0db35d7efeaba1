package dev.quoin.consensus.raft.wal;

/** A segment does not hold what it should at some offset. */
final class LogDamage extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;

    LogDamage(long offset, String what) {
        super(what);
        this.offset = offset;
    }

    long offset() {
        return offset;
    }
}
