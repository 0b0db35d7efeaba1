package dev.quoin.benchmarks.jmh;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.benchmarks.load.KeySpace;
import dev.quoin.core.store.KvRecord;
import dev.quoin.core.wire.WireBuffer;
import dev.quoin.protocol.mvcc.KeyValue;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A stored record: the core's own code for it beside protobuf's, and an answer put together from stored bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class RecordBenchmark {
    private static final int VALUE_BYTES = 256;
    private static final int KVS_FIELD = 2;
    private static final long CREATED = 1_000_001;
    private static final long MODIFIED = 2_000_002;
    private static final long VERSION = 17;

    private final byte[] key = KeySpace.key(123_456);
    private final byte[] value = new byte[VALUE_BYTES];
    private final KvRecord record = new KvRecord();
    private final WireBuffer answer = new WireBuffer(1024);
    private byte[] stored = {};
    private ByteBuffer heap = ByteBuffer.allocate(0);
    private ByteBuffer direct = ByteBuffer.allocateDirect(0);

    /** For JMH. */
    public RecordBenchmark() {}

    /** Makes a record. */
    @Setup
    public void prepare() {
        new SplittableRandom(1).nextBytes(value);
        stored = encodeOwn();
        heap = ByteBuffer.wrap(stored);
        direct = ByteBuffer.allocateDirect(stored.length).put(stored).flip();
    }

    /** The core's encoder. */
    @Benchmark
    public byte[] encodeOwn() {
        return KvRecord.encode(key, CREATED, MODIFIED, VERSION, value, 0, value.length, 0);
    }

    /** Protobuf's, from bytes to bytes. */
    @Benchmark
    public byte[] encodeProtobuf() {
        return KeyValue.newBuilder()
                .setKey(ByteString.copyFrom(key))
                .setCreateRevision(CREATED)
                .setModRevision(MODIFIED)
                .setVersion(VERSION)
                .setValue(ByteString.copyFrom(value))
                .build()
                .toByteArray();
    }

    /** The core's reader, on an array. */
    @Benchmark
    public long readOwnHeap() {
        return record.read(heap).modRevision();
    }

    /** The core's reader, on memory outside the heap, as native engines hand it out. */
    @Benchmark
    public long readOwnDirect() {
        return record.read(direct).modRevision();
    }

    /** Protobuf's parser. */
    @Benchmark
    public long readProtobuf() throws InvalidProtocolBufferException {
        return KeyValue.parseFrom(stored).getModRevision();
    }

    /** One more key into an answer: no decoding, only a tag and a length before the stored bytes. */
    @Benchmark
    public int appendToAnswer() {
        answer.clear();
        return answer.message(KVS_FIELD, stored).size();
    }
}
