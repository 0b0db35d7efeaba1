package dev.quoin.core.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.kv.KvCounts;
import dev.quoin.core.kv.RangeQuery;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.testkit.host.SimHost;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import dev.quoin.testkit.transport.MemoryCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reads too long for an event loop share the threads for them. */
class LongReadsTest {
    private static final int KEYS = 20_000;

    private final SimHost host = SimHost.alone(1);
    private final Readers readers = new Readers(host, 1);
    private final Store store = storeWithKeys();
    private final RangeServer server = new RangeServer(
            new LoopViews(store), readers, new ResponseHeaders(11, 22), new KvCounts(), (call, range) -> {});
    private final List<Integer> answered = new ArrayList<>();
    /** What the event loop does when it is through with a request. */
    private final List<Runnable> afterwards = new ArrayList<>();

    @Test
    void aShortOneIsAnsweredBeforeALongOneThatCameFirst() {
        serve(KEYS);
        serve(5000);
        host.simulation().runUntilIdle();
        assertThat(answered).containsExactly(5000, KEYS);
    }

    @Test
    void othersWaitUntilTheyBegin() {
        assertThat(readers.othersWait()).isFalse();
        List<Boolean> seen = new ArrayList<>();
        readers.offer(() -> seen.add(readers.othersWait()));
        readers.offer(() -> seen.add(readers.othersWait()));
        assertThat(readers.othersWait()).isTrue();
        host.simulation().runUntilIdle();
        assertThat(seen).containsExactly(true, false);
    }

    @Test
    void whoIsTurnedAwayDoesNotWait() {
        int accepted = 0;
        while (readers.offer(() -> {})) {
            accepted++;
        }
        host.simulation().runUntilIdle();
        assertThat(accepted).isPositive();
        assertThat(readers.othersWait()).isFalse();
    }

    private void serve(int limit) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("k"))
                .setRangeEnd(ByteString.copyFromUtf8("l"))
                .setLimit(limit)
                .build();
        server.serve(new Answered(), RangeQuery.of(request));
        afterwards.forEach(Runnable::run);
        afterwards.clear();
    }

    private static Store storeWithKeys() {
        MemoryBackendProvider provider = new MemoryBackendProvider();
        Store store = Store.open(provider.open(
                provider.configSpec().read(Map.of()), new StorageBackendContext(Path.of("data"), Tables.ALL)));
        StoreTxn txn = store.begin();
        for (int i = 0; i < KEYS; i++) {
            txn.put("k%08d".formatted(i).getBytes(UTF_8), new byte[10], 0, 10, 0);
        }
        txn.endRequest();
        store.commit(txn, 1);
        return store;
    }

    /** Notes how many keys came. */
    private final class Answered extends MemoryCall {
        Answered() {
            super(EtcdMethods.KV_RANGE.path(), afterwards::add);
        }

        @Override
        protected void received(byte[] message) {
            try {
                answered.add(RangeResponse.parseFrom(message).getKvsCount());
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close(StatusCode code, String message) {
            assertThat(code).isEqualTo(StatusCode.OK);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void request(int messages) {
            // The one request is there.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }
}
