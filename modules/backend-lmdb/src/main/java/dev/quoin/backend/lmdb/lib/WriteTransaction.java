package dev.quoin.backend.lmdb.lib;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One of LMDB's write transactions; from one thread. */
public final class WriteTransaction implements AutoCloseable {
    private static final long VALUE_AT = 16;
    private static final int KEY_ROOM = 512;

    private final Environment environment;
    private final Lmdb lmdb;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment txn;
    /** LMDB's two descriptors of a length and an address: the key's and the value's. */
    private final MemorySegment keyDescriptor = arena.allocate(32, 8);

    private final MemorySegment valueDescriptor = keyDescriptor.asSlice(VALUE_AT);
    private final MemorySegment key = arena.allocate(KEY_ROOM);
    private boolean ended;

    WriteTransaction(Environment environment) {
        this.environment = environment;
        this.lmdb = environment.lmdb();
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        environment.check(lmdb.txnBegin(environment.handle(), 0, out));
        txn = out.get(ValueLayout.ADDRESS, 0);
    }

    public int openDatabase(byte[] name) {
        MemorySegment text = arena.allocate(name.length + 1L);
        MemorySegment.copy(name, 0, text, ValueLayout.JAVA_BYTE, 0, name.length);
        MemorySegment out = arena.allocate(ValueLayout.JAVA_INT);
        environment.check(lmdb.dbiOpen(txn, text, Lmdb.CREATE, out));
        return out.get(ValueLayout.JAVA_INT, 0);
    }

    public void put(int database, byte[] putKey, byte[] value) {
        setKey(putKey);
        valueDescriptor.set(ValueLayout.JAVA_LONG, 0, value.length);
        // LMDB makes room and says where, which saves a copy
        environment.check(lmdb.put(txn, database, keyDescriptor, valueDescriptor, Lmdb.RESERVE));
        MemorySegment room = valueDescriptor.get(ValueLayout.ADDRESS, 8).reinterpret(value.length);
        MemorySegment.copy(value, 0, room, ValueLayout.JAVA_BYTE, 0, value.length);
    }

    public void delete(int database, byte[] deleteKey) {
        setKey(deleteKey);
        int code = lmdb.delete(txn, database, keyDescriptor);
        if (code != LmdbErrors.NOT_FOUND) {
            environment.check(code);
        }
    }

    private void setKey(byte[] bytes) {
        MemorySegment.copy(bytes, 0, key, ValueLayout.JAVA_BYTE, 0, bytes.length);
        keyDescriptor.set(ValueLayout.JAVA_LONG, 0, bytes.length);
        keyDescriptor.set(ValueLayout.ADDRESS, 8, key);
    }

    /** Durable on return. */
    public void commit() {
        ended = true;
        environment.check(lmdb.txnCommit(txn));
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            lmdb.txnAbort(txn);
        }
        arena.close();
    }
}
