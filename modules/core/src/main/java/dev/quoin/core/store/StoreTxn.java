package dev.quoin.core.store;

import dev.quoin.api.storage.WriteTxn;
import dev.quoin.core.answer.RequestException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writes of a batch of requests, as one transaction of the backend. Each request that changes keys makes one revision: {@link #endRequest} closes
 * it. Reads through this view see all writes so far. Used by the apply thread.
 */
public final class StoreTxn extends StoreView {
    private final WriteTxn txn;
    private final List<RevisionEvents> revisions = new ArrayList<>();
    private final KvRecord previous = new KvRecord();
    /** Where the changes of the revision under way stand, by key; kept only from its second change on. */
    private final Map<ByteBuffer, Integer> places = new HashMap<>();

    private final BlockCounts counts;

    private List<Event> events = new ArrayList<>();
    private long current;
    private long compacted;

    StoreTxn(WriteTxn txn, long revision, long compacted) {
        super(txn, revision, compacted);
        this.txn = txn;
        this.counts = new BlockCounts(txn, BlockCounts.MAX_KEYS);
        this.current = revision;
        this.compacted = compacted;
    }

    /** The revision as of all ended requests, or within one that has changed something the one it makes. */
    @Override
    public long revision() {
        return events.isEmpty() ? current : current + 1;
    }

    @Override
    public long compacted() {
        return compacted;
    }

    /** The backend's transaction, for tables beside the keys. */
    public WriteTxn tables() {
        return txn;
    }

    /**
     * Sets a key.
     *
     * @param source holds the value
     * @return the version before, or null
     */
    public byte @Nullable [] put(byte[] key, byte[] source, int valueFrom, int valueLength, long lease) {
        byte[] before = headCopy(key);
        long makes = current + 1;
        long created = makes;
        long version = 1;
        long oldLease = 0;
        if (before != null) {
            previous.read(ByteBuffer.wrap(before));
            created = previous.createRevision();
            version = previous.version() + 1;
            oldLease = previous.lease();
            txn.put(Tables.HISTORY, HistoryKey.of(key, previous.modRevision()), before);
        }
        byte[] record = KvRecord.encode(key, created, makes, version, source, valueFrom, valueLength, lease);
        txn.put(Tables.HEAD, key, record);
        if (before == null) {
            counts.created(key);
        }
        byte[] row = before == null
                ? LogRow.creation(events.size())
                : LogRow.change(events.size(), false, previous.modRevision());
        txn.put(Tables.LOG, LogRow.key(makes, key), row);
        add(new Event(false, key, record, before));
        LeaseKeys.move(txn, key, oldLease, lease);
        return before;
    }

    /**
     * Removes a key.
     *
     * @return the version before, or null when there was none and so nothing changed
     */
    public byte @Nullable [] delete(byte[] key) {
        byte[] before = headCopy(key);
        if (before == null) {
            return null;
        }
        long makes = current + 1;
        previous.read(ByteBuffer.wrap(before));
        Event overtaken = previous.modRevision() == makes ? placed(key) : null;
        if (overtaken == null) {
            txn.put(Tables.HISTORY, HistoryKey.of(key, previous.modRevision()), before);
            txn.put(Tables.LOG, LogRow.key(makes, key), LogRow.change(events.size(), true, previous.modRevision()));
        } else {
            logOvertaken(key, overtaken);
        }
        txn.delete(Tables.HEAD, key);
        counts.deleted(key);
        txn.put(Tables.HISTORY, HistoryKey.of(key, makes), Keys.EMPTY);
        LeaseKeys.move(txn, key, previous.lease(), 0);
        add(new Event(
                true, key, KvRecord.encodeTombstone(key, makes), overtaken == null ? before : overtaken.previous()));
        return before;
    }

    private byte @Nullable [] headCopy(byte[] key) {
        ByteBuffer found = head(key);
        return found == null ? null : Keys.copy(found);
    }

    private Event placed(byte[] key) {
        return events.get(places.getOrDefault(ByteBuffer.wrap(key), 0));
    }

    /** A version that did not outlive its own revision is visible to watchers and hashes only: the log's row carries it. */
    private void logOvertaken(byte[] key, Event set) {
        int sub = places.getOrDefault(ByteBuffer.wrap(key), 0);
        LogRow.Overtaken overtaken = new LogRow.Overtaken(sub, set.isCreation(), set.record());
        byte[] before = set.previous();
        long supersedes = before == null
                ? 0
                : new KvRecord().read(ByteBuffer.wrap(before)).modRevision();
        LogRow row = new LogRow(current + 1, key, events.size(), true, false, supersedes, overtaken);
        txn.put(Tables.LOG, LogRow.key(row.revision(), key), row.value());
    }

    private void add(Event event) {
        if (!events.isEmpty()) {
            places.put(ByteBuffer.wrap(event.key()), events.size());
        }
        events.add(event);
    }

    /** How many keys the request under way has changed so far. */
    public int changes() {
        return events.size();
    }

    /**
     * Gives up the history up to a revision; what it frees is removed later, step by step.
     *
     * @throws RequestException when the revision was compacted already or lies in the future
     */
    public void compact(long upTo) {
        Store.checkCompaction(this, upTo);
        StoreMeta.COMPACTED.write(txn, upTo);
        compacted = upTo;
    }

    /** Notes the term of the entries that the batch applies. */
    public void term(long term) {
        StoreMeta.TERM.write(txn, term);
    }

    /** Ends a request: its changes, if any, become one revision. */
    public void endRequest() {
        if (!events.isEmpty()) {
            current++;
            revisions.add(new RevisionEvents(current, events));
            events = new ArrayList<>();
            places.clear();
        }
    }

    @Override
    public long count(KeyRange range, long atRevision) {
        counts.flush();
        return super.count(range, atRevision);
    }

    /** Ends the batch: what was kept back until now is written. */
    void finish() {
        counts.flush();
        counts.close();
    }

    /** The revisions made so far. */
    public List<RevisionEvents> revisions() {
        return revisions;
    }
}
