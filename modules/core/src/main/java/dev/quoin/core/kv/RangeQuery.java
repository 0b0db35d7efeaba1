package dev.quoin.core.kv;

import dev.quoin.core.answer.RequestException;
import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.KvRecord;
import dev.quoin.core.wire.WireReader;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.RangeRequest;
import java.nio.ByteBuffer;

/**
 * A decoded {@code RangeRequest}: which keys, as of when, in which order, how many, and what of them.
 *
 * @param range the keys
 * @param limit how many at most, no bound for 0 and below
 * @param revision the revision to read at, 0 for the present
 * @param sortOrder as the API numbers it: 0 none, 1 ascending, 2 descending
 * @param sortTarget as the API numbers it: 0 key, 1 version, 2 create revision, 3 mod revision, 4 value
 * @param serializable whether a member's own, perhaps stale, state is good enough
 * @param keysOnly without the values
 * @param countOnly without the keys
 * @param bounds what revisions are wanted
 */
public record RangeQuery(
        KeyRange range,
        long limit,
        long revision,
        int sortOrder,
        int sortTarget,
        boolean serializable,
        boolean keysOnly,
        boolean countOnly,
        RevisionBounds bounds) {
    static final int NONE = RangeRequest.SortOrder.NONE_VALUE;
    static final int ASCEND = RangeRequest.SortOrder.ASCEND_VALUE;
    static final int KEY = RangeRequest.SortTarget.KEY_VALUE;

    /** Decodes and checks a request. */
    public static RangeQuery parse(ByteBuffer request) {
        return new Parser().parse(request);
    }

    /** Takes over and checks a request that is a message already. */
    public static RangeQuery of(RangeRequest request) {
        return new Parser().take(request).query();
    }

    /** Whether the answer is in the order of keys. */
    public boolean isInKeyOrder() {
        return sortTarget == KEY && (sortOrder == NONE || sortOrder == ASCEND);
    }

    /** Whether a stream can answer it: in the order of keys, as far as an order is asked for. */
    public boolean isInStreamOrder() {
        return sortOrder == NONE || sortTarget == KEY && sortOrder == ASCEND;
    }

    /**
     * Appends a record to an answer, with as much of it as is wanted.
     *
     * @param fields stands on the record
     */
    public void append(ResponseChunks out, int field, ByteBuffer record, KvRecord fields) {
        if (!keysOnly) {
            out.message(field, record);
            return;
        }
        int from = record.position();
        int before = fields.valueFieldFrom() - from;
        int after = record.limit() - fields.valueFieldTo();
        out.begin(field, before + after);
        out.append(record, from, before);
        out.append(record, fields.valueFieldTo(), after);
    }

    /** How many keys are looked at before sorting: without an order asked for, the limit comes first and what it leaves is sorted. */
    long limitBeforeSorting() {
        return sortOrder == NONE && bounds.isEverything() && limit > 0 ? limit + 1 : Long.MAX_VALUE;
    }

    /** Whether it is known before the scan that the first {@code limit} keys are the answer. */
    public boolean isPlain() {
        return isInKeyOrder() && bounds.isEverything();
    }

    /** The revisions between which a version must lie; 0 for no bound. */
    public record RevisionBounds(long minMod, long maxMod, long minCreate, long maxCreate) {
        static final RevisionBounds EVERYTHING = new RevisionBounds(0, 0, 0, 0);

        /** Whether no bound is set. */
        public boolean isEverything() {
            return minMod == 0 && maxMod == 0 && minCreate == 0 && maxCreate == 0;
        }

        boolean admit(long mod, long create) {
            return (maxMod == 0 || mod <= maxMod)
                    && (minMod == 0 || mod >= minMod)
                    && (maxCreate == 0 || create <= maxCreate)
                    && (minCreate == 0 || create >= minCreate);
        }
    }

    private static final class Parser {
        private byte[] key = Keys.EMPTY;
        private byte[] end = Keys.EMPTY;
        private long limit;
        private long revision;
        private int order;
        private int target;
        private boolean serializable;
        private boolean keysOnly;
        private boolean countOnly;
        private long minMod;
        private long maxMod;
        private long minCreate;
        private long maxCreate;

        RangeQuery parse(ByteBuffer request) {
            WireReader fields = new WireReader().reset(request);
            while (fields.next()) {
                take(fields);
            }
            return query();
        }

        Parser take(RangeRequest request) {
            key = request.getKey().toByteArray();
            end = request.getRangeEnd().toByteArray();
            limit = request.getLimit();
            revision = request.getRevision();
            order = request.getSortOrderValue();
            target = request.getSortTargetValue();
            serializable = request.getSerializable();
            keysOnly = request.getKeysOnly();
            countOnly = request.getCountOnly();
            minMod = request.getMinModRevision();
            maxMod = request.getMaxModRevision();
            minCreate = request.getMinCreateRevision();
            maxCreate = request.getMaxCreateRevision();
            return this;
        }

        RangeQuery query() {
            if (key.length == 0) {
                throw new RequestException(EtcdError.EMPTY_KEY);
            }
            if (order < 0 || order > 2 || target < 0 || target > 4) {
                throw new RequestException(EtcdError.INVALID_SORT_OPTION);
            }
            boolean everything = minMod == 0 && maxMod == 0 && minCreate == 0 && maxCreate == 0;
            return new RangeQuery(
                    KeyRange.of(key, end),
                    limit,
                    revision,
                    order,
                    target,
                    serializable,
                    keysOnly,
                    countOnly,
                    everything ? RevisionBounds.EVERYTHING : new RevisionBounds(minMod, maxMod, minCreate, maxCreate));
        }

        private void take(WireReader field) {
            switch (field.field()) {
                case RangeRequest.KEY_FIELD_NUMBER -> key = field.bytes();
                case RangeRequest.RANGE_END_FIELD_NUMBER -> end = field.bytes();
                case RangeRequest.LIMIT_FIELD_NUMBER -> limit = field.number();
                case RangeRequest.REVISION_FIELD_NUMBER -> revision = field.number();
                case RangeRequest.SORT_ORDER_FIELD_NUMBER -> order = (int) field.number();
                case RangeRequest.SORT_TARGET_FIELD_NUMBER -> target = (int) field.number();
                case RangeRequest.SERIALIZABLE_FIELD_NUMBER -> serializable = field.bool();
                case RangeRequest.KEYS_ONLY_FIELD_NUMBER -> keysOnly = field.bool();
                case RangeRequest.COUNT_ONLY_FIELD_NUMBER -> countOnly = field.bool();
                case RangeRequest.MIN_MOD_REVISION_FIELD_NUMBER -> minMod = field.number();
                case RangeRequest.MAX_MOD_REVISION_FIELD_NUMBER -> maxMod = field.number();
                case RangeRequest.MIN_CREATE_REVISION_FIELD_NUMBER -> minCreate = field.number();
                case RangeRequest.MAX_CREATE_REVISION_FIELD_NUMBER -> maxCreate = field.number();
                default -> {
                    // A field of a newer protocol: ignored, as protobuf would.
                }
            }
        }
    }
}
