package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.ApiStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the clients of a node know: which puts they sent, and which of them were acknowledged at which revision. */
public class History {

    private static final ByteString ALL = ByteString.copyFrom(new byte[1]);

    /** The last revision that is none of its business. */
    private final long before;

    /** Value of every put that was ever sent, with its key. Values never repeat. */
    private final Map<ByteString, ByteString> sent = new HashMap<>();

    /** Value of every acknowledged put, by the revision it was acknowledged with. */
    private final TreeMap<Long, ByteString> acknowledged = new TreeMap<>();

    /** Value at every revision, as the node told it after the last restart. */
    private final TreeMap<Long, ByteString> told = new TreeMap<>();

    /** Of a store from its beginning. */
    public History() {
        this(1);
    }

    /**
     * Of what comes after a revision.
     *
     * @param before up to which others have put what they liked
     */
    public History(long before) {
        this.before = before;
    }

    /** A put is about to be sent. */
    public synchronized void sent(ByteString key, ByteString value) {
        assertThat(sent.put(value, key)).as("a value of its own for every put").isNull();
    }

    /** Two puts that are told the same revision are found out here. */
    public synchronized void acknowledged(long revision, ByteString value) {
        ByteString before = acknowledged.put(revision, value);
        if (before != null) {
            throw new AssertionError("revision " + revision + " was given to " + before.toStringUtf8() + " and to "
                    + value.toStringUtf8());
        }
    }

    /** What is known at this moment, to be compared with another node that has stopped here. */
    synchronized History soFar() {
        History copy = new History(before);
        copy.sent.putAll(sent);
        copy.acknowledged.putAll(acknowledged);
        return copy;
    }

    /** The same history, for a client that does not hear its answers. */
    History deaf() {
        History whole = this;
        return new History() {
            @Override
            public synchronized void sent(ByteString key, ByteString value) {
                whole.sent(key, value);
            }

            @Override
            public synchronized void acknowledged(long revision, ByteString value) {
                // It was not told.
            }
        };
    }

    public synchronized int acknowledgedCount() {
        return acknowledged.size();
    }

    /**
     * Reads what the node has, from the first revision that is not yet verified, and compares it with what was sent and acknowledged.
     *
     * @return how many puts it has that were never acknowledged, since the last time
     */
    public synchronized int verify(ApiClient client) {
        long from = told.isEmpty() ? before + 1 : told.lastKey() + 1;
        return verifyFrom(client, from);
    }

    /** Reads and compares everything, once more. */
    public synchronized void verifyAll(ApiClient client) {
        verify(client);
        Map<Long, ByteString> first = new TreeMap<>(told);
        told.clear();
        verifyFrom(client, before + 1);
        assertThat(told).as("history, read again").isEqualTo(first);
        verifyHead(client);
    }

    private int verifyFrom(ApiClient client, long from) {
        long now = all(client, RangeRequest.newBuilder().setCountOnly(true))
                .getHeader()
                .getRevision();
        readEvents(client, from, now);
        assertThat(told.isEmpty() ? before : told.lastKey())
                .as("a put at every revision")
                .isEqualTo(now);
        assertThat(told.size()).as("one put at every revision").isEqualTo((int) (now - before));
        acknowledged
                .tailMap(from)
                .forEach((revision, value) -> assertThat(told.get(revision))
                        .as("the put that was acknowledged at revision " + revision)
                        .isEqualTo(value));
        assertThat(told.values()).as("a put that is there twice").doesNotHaveDuplicates();
        return told.tailMap(from).size() - acknowledged.tailMap(from).size();
    }

    private void readEvents(ApiClient client, long from, long now) {
        if (from > now) {
            return;
        }
        try (ApiStream watch = client.open(EtcdMethods.WATCH)) {
            watch.send(WatchRequest.newBuilder()
                    .setCreateRequest(WatchCreateRequest.newBuilder()
                            .setKey(ALL)
                            .setRangeEnd(ALL)
                            .setStartRevision(from))
                    .build());
            while (told.isEmpty() || told.lastKey() < now) {
                watch.next(WatchResponse.class).getEventsList().forEach(this::note);
            }
        }
    }

    private void note(Event event) {
        KeyValue kv = event.getKv();
        assertThat(sent.get(kv.getValue()))
                .as("the key that " + kv.getValue().toStringUtf8() + " was put to")
                .isEqualTo(kv.getKey());
        assertThat(told.put(kv.getModRevision(), kv.getValue()))
                .as("another put at revision " + kv.getModRevision())
                .isNull();
    }

    /** The newest state is what the history adds up to. */
    private void verifyHead(ApiClient client) {
        Map<ByteString, ByteString> expected = new HashMap<>();
        told.values().forEach(value -> expected.put(sent.get(value), value));
        Map<ByteString, ByteString> actual = new HashMap<>();
        all(client, RangeRequest.newBuilder().setMinModRevision(before + 1))
                .getKvsList()
                .forEach(kv -> actual.put(kv.getKey(), kv.getValue()));
        assertThat(actual).isEqualTo(expected);
    }

    private static RangeResponse all(ApiClient client, RangeRequest.Builder request) {
        return client.call(
                EtcdMethods.KV_RANGE, request.setKey(ALL).setRangeEnd(ALL).build(), RangeResponse.class);
    }
}
