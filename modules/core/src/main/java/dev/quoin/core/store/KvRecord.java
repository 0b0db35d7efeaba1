package dev.quoin.core.store;

import dev.quoin.core.wire.Wire;
import dev.quoin.core.wire.WireException;
import dev.quoin.core.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * A stored version of a key: the bytes of an {@code mvccpb.KeyValue}, so that answers are put together from stored bytes. This class writes
 * them and reads their fields in place; one object may be pointed at record after record by its thread.
 */
public final class KvRecord {
    private static final int KEY = 1;
    private static final int CREATE_REVISION = 2;
    private static final int MOD_REVISION = 3;
    private static final int VERSION = 4;
    private static final int VALUE = 5;
    private static final int LEASE = 6;

    private final WireReader reader = new WireReader();
    private ByteBuffer source = ByteBuffer.allocate(0);
    private int keyFrom;
    private int keyTo;
    private long createRevision;
    private long modRevision;
    private long version;
    private long lease;
    private int valueField;
    private int valueFrom;
    private int valueTo;

    /** Writes a record. */
    public static byte[] encode(
            byte[] key,
            long createRevision,
            long modRevision,
            long version,
            byte[] source,
            int valueFrom,
            int valueLength,
            long lease) {
        int size = Wire.lengthFieldSize(KEY, key.length)
                + Wire.varintFieldSize(CREATE_REVISION, createRevision)
                + Wire.varintFieldSize(MOD_REVISION, modRevision)
                + Wire.varintFieldSize(VERSION, version)
                + (valueLength == 0 ? 0 : Wire.lengthFieldSize(VALUE, valueLength))
                + Wire.varintFieldSize(LEASE, lease);
        byte[] out = new byte[size];
        int at = length(out, 0, KEY, key, 0, key.length);
        at = varint(out, at, CREATE_REVISION, createRevision);
        at = varint(out, at, MOD_REVISION, modRevision);
        at = varint(out, at, VERSION, version);
        at = valueLength == 0 ? at : length(out, at, VALUE, source, valueFrom, valueLength);
        varint(out, at, LEASE, lease);
        return out;
    }

    /** The KeyValue of a deletion, as events carry it: key and revision only. */
    public static byte[] encodeTombstone(byte[] key, long modRevision) {
        return encode(key, 0, modRevision, 0, key, 0, 0, 0);
    }

    private static int varint(byte[] out, int at, int field, long value) {
        return value == 0 ? at : Wire.putVarint(out, Wire.putVarint(out, at, Wire.tag(field, Wire.VARINT)), value);
    }

    private static int length(byte[] out, int at, int field, byte[] source, int from, int length) {
        int i = Wire.putVarint(out, Wire.putVarint(out, at, Wire.tag(field, Wire.LENGTH)), length);
        System.arraycopy(source, from, out, i, length);
        return i + length;
    }

    /** Points at the record between a buffer's position and limit. Valid as long as the buffer's content. */
    public KvRecord read(ByteBuffer record) {
        source = record;
        createRevision = modRevision = version = lease = 0;
        valueField = valueFrom = valueTo = record.limit();
        reader.reset(record);
        int before = record.position();
        while (reader.next()) {
            take(before);
            before = reader.position();
        }
        return this;
    }

    private void take(int fieldStart) {
        switch (reader.field()) {
            case KEY -> {
                keyFrom = reader.from();
                keyTo = reader.to();
            }
            case CREATE_REVISION -> createRevision = reader.number();
            case MOD_REVISION -> modRevision = reader.number();
            case VERSION -> version = reader.number();
            case VALUE -> {
                valueField = fieldStart;
                valueFrom = reader.from();
                valueTo = reader.to();
            }
            case LEASE -> lease = reader.number();
            default -> throw new IllegalStateException("unknown field in a stored record: " + reader.field());
        }
    }

    /** A copy of the key of a record that may be damaged, empty where none can be found. */
    public static byte[] keyOf(ByteBuffer record) {
        WireReader reader = new WireReader().reset(record);
        try {
            if (!reader.next() || reader.field() != KEY) {
                return Keys.EMPTY;
            }
            return Keys.copy(record.slice(reader.from(), reader.to() - reader.from()));
        } catch (WireException e) {
            return Keys.EMPTY;
        }
    }

    /** A copy of the key. */
    public byte[] key() {
        return part(keyFrom, keyTo);
    }

    /** The revision at which the key was created. */
    public long createRevision() {
        return createRevision;
    }

    /** The revision of this version. */
    public long modRevision() {
        return modRevision;
    }

    /** How many versions the key has had since it was created. */
    public long version() {
        return version;
    }

    /** The lease the key hangs on, or 0. */
    public long lease() {
        return lease;
    }

    /** A copy of the value. */
    public byte[] value() {
        return part(valueFrom, valueTo);
    }

    /** Where the value field begins, tag included; the limit of the buffer when the value is empty. */
    public int valueFieldFrom() {
        return valueField;
    }

    /** Where the value ends; the limit of the buffer when the value is empty. */
    public int valueFieldTo() {
        return valueTo;
    }

    private byte[] part(int from, int to) {
        byte[] copy = new byte[to - from];
        source.get(from, copy);
        return copy;
    }
}
