package dev.quoin.core.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.quoin.api.host.Host;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.store.RevisionEvents;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.WatchCancelRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchProgressRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.testkit.host.SimHost;
import dev.quoin.testkit.host.Simulation;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A hub over a store in memory, on a simulated host, with somebody who writes. */
final class WatchFixture {
    static final long CLUSTER = 11;
    static final long MEMBER = 22;
    static final long TERM = 3;
    static final WatchLimits LIMITS = WatchLimits.forRequestsUpTo(3 << 19);

    final Store store = openStore();
    final WatchHub hub;
    private final SimHost host;
    private long index;

    WatchFixture() {
        this(LIMITS);
    }

    WatchFixture(WatchLimits limits) {
        this(limits, SimHost.alone(1));
    }

    WatchFixture(WatchLimits limits, SimHost host) {
        this.host = host;
        this.hub = newHub(store, host, limits);
    }

    static WatchHub newHub(Store store, Host host, WatchLimits limits) {
        ResponseHeaders headers = new ResponseHeaders(CLUSTER, MEMBER);
        headers.term(TERM);
        return new WatchHub(store, host, headers, limits, (call, range) -> null);
    }

    static Store openStore() {
        MemoryBackendProvider provider = new MemoryBackendProvider();
        return Store.open(provider.open(
                provider.configSpec().read(Map.of()), new StorageBackendContext(Path.of("data"), Tables.ALL)));
    }

    Simulation simulation() {
        return host.simulation();
    }

    /** Lets the hub do all that it can do now. */
    void settle() {
        simulation().runUntilIdle();
    }

    /** Commits a batch without telling the hub. */
    List<RevisionEvents> commit(Consumer<StoreTxn> requests) {
        StoreTxn txn = store.begin();
        requests.accept(txn);
        txn.endRequest();
        return store.commit(txn, ++index);
    }

    /** One batch of requests; those that end themselves make revisions of their own. */
    void apply(Consumer<StoreTxn> requests) {
        hub.published(commit(requests));
    }

    void put(String key, String value) {
        apply(txn -> put(txn, key, value));
    }

    static void put(StoreTxn txn, String key, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        txn.put(key.getBytes(UTF_8), bytes, 0, bytes.length, 0);
    }

    static void delete(StoreTxn txn, String key) {
        txn.delete(key.getBytes(UTF_8));
    }

    void delete(String key) {
        apply(txn -> delete(txn, key));
    }

    void compact(long revision) {
        apply(txn -> txn.compact(revision));
    }

    TestCall stream() {
        return TestCall.open(hub.handler());
    }

    /** Asks for a watch on a stream, and lets the hub answer. */
    List<WatchResponse> create(TestCall stream, WatchCreateRequest.Builder request) {
        stream.clientSends(createRequest(request));
        settle();
        return stream.takeResponses();
    }

    /** What has come to a stream once the hub has nothing more to do. */
    List<WatchResponse> responses(TestCall stream) {
        settle();
        return stream.takeResponses();
    }

    static WatchRequest createRequest(WatchCreateRequest.Builder request) {
        return WatchRequest.newBuilder().setCreateRequest(request).build();
    }

    static WatchRequest cancelRequest(long id) {
        return WatchRequest.newBuilder()
                .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(id))
                .build();
    }

    static WatchRequest progressRequest() {
        return WatchRequest.newBuilder()
                .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                .build();
    }

    static WatchCreateRequest.Builder key(String key) {
        return WatchCreateRequest.newBuilder().setKey(ByteString.copyFromUtf8(key));
    }

    static WatchCreateRequest.Builder range(String key, String end) {
        return key(key).setRangeEnd(ByteString.copyFromUtf8(end));
    }

    /** All keys. */
    static WatchCreateRequest.Builder everything() {
        return range("\0", "\0");
    }

    /** An event in short: {@code 5 put key=value (before old)} or {@code 6 delete key}. */
    static String text(Event event) {
        String key = event.getKv().getKey().toStringUtf8();
        String text = event.getKv().getModRevision()
                + (event.getType() == Event.EventType.DELETE
                        ? " delete " + key
                        : " put " + key + "=" + event.getKv().getValue().toStringUtf8());
        return event.hasPrevKv()
                ? text + " (before " + event.getPrevKv().getValue().toStringUtf8() + ")"
                : text;
    }

    static List<String> events(List<WatchResponse> responses) {
        return responses.stream()
                .flatMap(response -> response.getEventsList().stream())
                .map(WatchFixture::text)
                .toList();
    }
}
