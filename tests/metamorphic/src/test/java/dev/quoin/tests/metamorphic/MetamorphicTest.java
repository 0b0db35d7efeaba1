package dev.quoin.tests.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.backend.lmdb.LmdbBackendProvider;
import dev.quoin.backend.mapdb.MapdbBackendProvider;
import dev.quoin.backend.rocksdb.RocksdbBackendProvider;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.kv.TxnChecks;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.RangeStreamResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One seeded stream of requests through a whole node on every backend and through the plain model: the same answers, the same events, the same hash, also
 * across restarts. {@code -Dquoin.seeds=N} sets how many seeds, {@code -Dquoin.firstSeed=S} the first; a failure names its seed.
 */
class MetamorphicTest {
    private static final int STEPS = 400;
    private static final ResponseHeader TEMPLATE = ResponseHeader.newBuilder()
            .setClusterId(CoreUnderTest.IDENTITY.clusterId())
            .setMemberId(CoreUnderTest.IDENTITY.memberId())
            .setRaftTerm(1)
            .build();

    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicTest> everyBackendAnswersAsTheModelDoes() {
        List<DynamicTest> tests = new ArrayList<>();
        backends("memory", MemoryBackendProvider::new, tests);
        backends("rocksdb", RocksdbBackendProvider::new, tests);
        backends("lmdb", LmdbBackendProvider::new, tests);
        backends("mapdb", MapdbBackendProvider::new, tests);
        return tests;
    }

    private void backends(String name, Supplier<StorageBackendProvider> provider, List<DynamicTest> tests) {
        long first = Long.getLong("quoin.firstSeed", 1);
        LongStream.range(first, first + Long.getLong("quoin.seeds", 20))
                .forEach(seed -> tests.add(DynamicTest.dynamicTest(
                        name + ", replay with -Dquoin.seeds=1 -Dquoin.firstSeed=" + seed,
                        () -> run(provider.get(), name, seed))));
    }

    private void run(StorageBackendProvider provider, String name, long seed) throws Exception {
        Path directory = Files.createDirectories(folder.resolve(name + "-" + seed));
        RequestStream requests = new RequestStream(seed);
        Model model = new Model(TEMPLATE);
        try (CoreUnderTest core = new CoreUnderTest(provider, directory, seed)) {
            for (int i = 0; i < STEPS; i++) {
                RequestStream.Step step = requests.next(model.revision());
                compare("seed " + seed + ", step " + i + ": ", core, model, step);
                if (requests.chance(60)) {
                    core.restart();
                }
                if (requests.chance(40)) {
                    compareHash(core, model, requests);
                }
                if (requests.chance(30)) {
                    compareStream(core, model, requests);
                }
            }
            compareEvents(core, model);
        }
    }

    private static void compare(String where, CoreUnderTest core, Model model, RequestStream.Step step)
            throws InvalidProtocolBufferException {
        String refused = null;
        Message expected = null;
        try {
            expected = expected(model, step);
        } catch (Model.Refused | RequestException e) {
            refused = e.getMessage();
        }
        RecordedCall call = core.call(step.method(), step.request());
        if (refused != null) {
            assertThat(call.text()).as(where + step).isEqualTo(refused);
            return;
        }
        assertThat(call.isOk()).as(where + step + " ended with " + call.text()).isTrue();
        Message actual = step.method()
                .response()
                .getParserForType()
                .parseFrom(call.sent().getFirst());
        assertThat(actual).as(where + step).isEqualTo(expected);
    }

    private static Message expected(Model model, RequestStream.Step step) {
        return switch (step.request()) {
            case PutRequest put -> {
                checkPut(put);
                yield model.put(put);
            }
            case DeleteRangeRequest delete -> model.deleteRange(delete);
            case RangeRequest range -> model.range(range);
            case TxnRequest txn -> {
                TxnChecks.check(txn, 128);
                yield model.txn(txn);
            }
            case CompactionRequest compaction -> model.compact(compaction);
            case LeaseGrantRequest grant -> model.grant(grant);
            case LeaseRevokeRequest revoke -> model.revoke(revoke);
            default -> throw new IllegalArgumentException("not in the stream: " + step);
        };
    }

    private static void checkPut(PutRequest put) {
        if (put.getIgnoreLease() && put.getLease() != 0) {
            throw new Model.Refused(dev.quoin.protocol.error.EtcdError.LEASE_PROVIDED);
        }
    }

    private static void compareHash(CoreUnderTest core, Model model, RequestStream requests) throws Exception {
        long revision = Math.max(Math.max(1, model.compacted()), model.revision() - requests.below(10));
        RecordedCall call = core.call(
                EtcdMethods.MAINTENANCE_HASH_KV,
                HashKVRequest.newBuilder().setRevision(revision).build());
        HashKVResponse response = HashKVResponse.parseFrom(call.sent().getFirst());
        assertThat(Integer.toUnsignedLong(response.getHash()))
                .as("hash at " + revision + ", compacted " + model.compacted())
                .isEqualTo(model.hash(revision));
        assertThat(response.getHashRevision()).isEqualTo(revision);
        assertThat(response.getCompactRevision()).isEqualTo(model.compacted());
    }

    private static void compareStream(CoreUnderTest core, Model model, RequestStream requests) throws Exception {
        RangeRequest range = requests.range(Math.max(model.compacted(), 1)).toBuilder()
                .clearSortOrder()
                .clearSortTarget()
                .clearMinModRevision()
                .clearMaxModRevision()
                .clearMinCreateRevision()
                .clearMaxCreateRevision()
                .clearRevision()
                .build();
        RecordedCall call = core.stream(EtcdMethods.KV_RANGE_STREAM, range);
        core.runUntil("the stream ends", call::isEnded);
        RangeResponse.Builder whole = RangeResponse.newBuilder();
        for (byte[] piece : call.sent()) {
            whole.mergeFrom(RangeStreamResponse.parseFrom(piece).getRangeResponse());
        }
        assertThat(whole.build()).as("stream of " + range).isEqualTo(model.range(range));
    }

    /** All that happened since the last compaction, as a watcher is told who starts there. */
    private static void compareEvents(CoreUnderTest core, Model model) throws Exception {
        long from = Math.max(1, model.compacted());
        List<Event> expected = new ArrayList<>();
        for (long revision = from; revision <= model.revision(); revision++) {
            model.eventsAt(revision).forEach(event -> expected.add(visible(event, model.compacted())));
        }
        RecordedCall call = core.stream(
                EtcdMethods.WATCH,
                WatchRequest.newBuilder()
                        .setCreateRequest(WatchCreateRequest.newBuilder()
                                .setKey(ByteString.copyFrom(new byte[1]))
                                .setRangeEnd(ByteString.copyFrom(new byte[1]))
                                .setStartRevision(from)
                                .setPrevKv(true))
                        .build());
        core.runUntil("all events have come", () -> events(call).size() >= expected.size());
        assertThat(events(call)).isEqualTo(expected);
    }

    /** At the compacted revision itself the version before is gone. */
    private static Event visible(Event event, long compacted) {
        return event.getKv().getModRevision() == compacted
                ? event.toBuilder().clearPrevKv().build()
                : event;
    }

    private static List<Event> events(RecordedCall call) {
        List<Event> events = new ArrayList<>();
        for (byte[] message : call.sent()) {
            try {
                events.addAll(WatchResponse.parseFrom(message).getEventsList());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return events;
    }
}
