package dev.quoin.core.corruption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.corruption.HashAnswer.State;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.Tables;
import dev.quoin.testkit.host.SimHost;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is computed of a state that is replaced meanwhile is not taken for the new one's. */
class HashKeeperTest {
    private static final int KEYS = 1000;
    private static final byte[] VALUE = "value".getBytes(UTF_8);

    private final SimHost host = SimHost.alone(1);
    private Runnable whileReading = () -> {};
    private int rowsRead;
    private final Store store = Store.open(observed());
    private final HashKeeper hashes = new HashKeeper(host, store);

    @Test
    void aHashIsThereOnceItIsComputed() {
        HashPoint point = fill();
        assertThat(hashes.ask(point).state()).isEqualTo(State.PENDING);
        host.simulation().runUntilIdle();
        assertThat(hashes.ask(point).state()).isEqualTo(State.KNOWN);
        assertThat(rowsRead).isGreaterThanOrEqualTo(KEYS);
    }

    @Test
    void aReplacedStateIsNotReadToItsEndAndItsHashIsNotKept() {
        HashPoint point = fill();
        whileReading = hashes::storeReplaced;
        hashes.ask(point);
        host.simulation().runUntilIdle();
        assertThat(rowsRead).isBetween(1, KEYS / 2);
        assertThat(hashes.ask(point).state()).isEqualTo(State.PENDING);
        whileReading = () -> {};
        host.simulation().runUntilIdle();
        assertThat(hashes.ask(point).state()).isEqualTo(State.KNOWN);
    }

    private HashPoint fill() {
        for (int i = 0; i < KEYS; i++) {
            StoreTxn txn = store.begin();
            txn.put(("key" + i).getBytes(UTF_8), VALUE, 0, VALUE.length, 0);
            txn.endRequest();
            store.commit(txn, i + 1);
        }
        rowsRead = 0;
        return new HashPoint(store.revision(), store.compacted());
    }

    private StorageBackend observed() {
        MemoryBackendProvider provider = new MemoryBackendProvider();
        StorageBackend backend = provider.open(
                provider.configSpec().read(Map.of()), new StorageBackendContext(Path.of("data"), Tables.ALL));
        return watched(StorageBackend.class, backend);
    }

    /** The same object, on which every version that is looked up is noticed. */
    private <T> T watched(Class<T> type, T real) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("get")) {
                        rowsRead++;
                        whileReading.run();
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return method.getName().equals("openView")
                                ? watched(ReadView.class, (ReadView) result)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }
}
