package dev.quoin.core.kv;

import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.KeyScan;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.KvRecord;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.wire.WireBuffer;
import dev.quoin.protocol.rpc.RangeResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers a range from a view, in steps, so that a long one can leave the thread it began on. What is stored is what is sent: records are appended
 * as they are. Used by one thread at a time; does not close the view.
 */
public final class RangeRead implements AutoCloseable {
    private static final int HEADER = RangeResponse.HEADER_FIELD_NUMBER;
    private static final int KVS = RangeResponse.KVS_FIELD_NUMBER;
    private static final int MORE = RangeResponse.MORE_FIELD_NUMBER;
    private static final int COUNT = RangeResponse.COUNT_FIELD_NUMBER;
    /** Room for what surrounds a record in an answer of one. */
    private static final int FRAME = 80;
    /** So many keys behind the limit are counted one by one before the counts of blocks are summed up. */
    private static final int SCAN_TO_COUNT = 64;

    private static final long MAX_RESPONSE = Integer.MAX_VALUE - 1024;

    private final StoreView view;
    private final RangeQuery query;
    private final WireBuffer header;
    private final IntFunction<ByteBuffer> allocator;
    private final long revision;
    private final KvRecord fields = new KvRecord();
    private @Nullable KeyScan scan;
    private @Nullable ResponseChunks out;
    private @Nullable SortedRows rows;
    private long count;
    private long sent;
    private boolean more;
    private int uncounted;
    /** What is left to the step at hand, in keys, and the size at which it ends. */
    private int keysLeft;

    private long enoughBytes;

    /**
     * Begins.
     *
     * @param header the response's header
     * @throws dev.quoin.core.answer.RequestException when the revision is compacted or in the future
     */
    public RangeRead(StoreView view, RangeQuery query, WireBuffer header, IntFunction<ByteBuffer> allocator) {
        this.view = view;
        this.query = query;
        this.header = header;
        this.allocator = allocator;
        this.revision = view.checkRevision(query.revision());
    }

    /**
     * Goes on for some keys.
     *
     * @param bytes ends the step early once it has produced this much
     * @param counting whether the step may count many keys, which takes some milliseconds
     * @return true when done, and {@link #finish} may be called
     */
    public boolean step(int keys, long bytes, boolean counting) {
        if (query.range().single()) {
            readOne();
            return true;
        }
        if (query.countOnly()) {
            if (!counting) {
                return false;
            }
            count = view.count(query.range(), revision);
            return true;
        }
        keysLeft = keys;
        enoughBytes = size() + bytes;
        if (wantsAnother() && !scan().nextRecords(this::appendNext)) {
            return true;
        }
        return lookFurther(counting);
    }

    /** @throws IllegalArgumentException with the answer when it has become larger than a message can be */
    public void requireAnswerable() {
        if (size() > MAX_RESPONSE) {
            throw Answers.refusal(
                    StatusCode.RESOURCE_EXHAUSTED,
                    "grpc: trying to send message larger than max (" + size() + " vs. " + Integer.MAX_VALUE + ")");
        }
    }

    /** At what is only counted, or put in order first. */
    private boolean lookFurther(boolean counting) {
        for (; goesOn(); keysLeft--) {
            if (uncounted == SCAN_TO_COUNT) {
                return counting && countRest();
            }
            if (!scan().next()) {
                return true;
            }
            count++;
            if (query.isPlain()) {
                uncounted += more ? 1 : 0;
                more = true;
            } else {
                collect(scan().record());
            }
        }
        return false;
    }

    private boolean goesOn() {
        return keysLeft > 0 && size() < enoughBytes;
    }

    /** Whether the next record of the scan belongs to the answer as it is. */
    private boolean wantsAnother() {
        return query.isPlain() && (query.limit() <= 0 || sent < query.limit());
    }

    private boolean appendNext(ByteBuffer record) {
        keysLeft--;
        count++;
        append(record);
        return goesOn() && wantsAnother();
    }

    private boolean countRest() {
        byte[] last = fields.read(scan().record()).key();
        count += view.count(new KeyRange(Keys.after(last), query.range().to(), false), revision);
        return true;
    }

    private void readOne() {
        ByteBuffer found = view.at(query.range().from(), revision);
        if (found != null) {
            count = 1;
            takeOne(found);
        }
    }

    private void takeOne(ByteBuffer record) {
        if (query.countOnly()) {
            return;
        }
        if (query.isPlain()) {
            append(record);
        } else {
            collect(record);
        }
    }

    private KeyScan scan() {
        if (scan == null) {
            scan = view.scan(query.range(), revision);
        }
        return scan;
    }

    private void collect(ByteBuffer record) {
        if (rows != null && rows.size() >= query.limitBeforeSorting()) {
            return;
        }
        fields.read(record);
        if (query.bounds().admit(fields.modRevision(), fields.createRevision())) {
            if (rows == null) {
                rows = new SortedRows(query.sortTarget(), query.sortOrder());
            }
            rows.add(record, fields);
        }
    }

    private void append(ByteBuffer record) {
        sent++;
        ResponseChunks target = out(record.remaining());
        query.append(target, KVS, record, query.keysOnly() ? fields.read(record) : fields);
    }

    private ResponseChunks out(int firstRecord) {
        if (out == null) {
            out = new ResponseChunks(allocator, firstRecord + FRAME);
            ByteBuffer encoded = ByteBuffer.allocate(header.size());
            header.writeTo(encoded);
            out.message(HEADER, encoded.flip());
        }
        return out;
    }

    /** How many bytes the response has so far. */
    public long size() {
        return out == null ? 0 : out.size();
    }

    /** The parts of the response, once {@link #step} was done. */
    public List<ByteBuffer> finish() {
        appendSorted();
        ResponseChunks whole = out(0);
        whole.varint(MORE, more ? 1 : 0);
        whole.varint(COUNT, count);
        return whole.finish();
    }

    private void appendSorted() {
        if (rows == null) {
            return;
        }
        for (ByteBuffer record : rows.sorted()) {
            if (query.limit() > 0 && sent == query.limit()) {
                more = true;
                return;
            }
            append(record);
        }
    }

    @Override
    public void close() {
        if (scan != null) {
            scan.close();
        }
    }
}
