package dev.quoin.benchmarks.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a cursor may hand out: an array, a buffer or a segment. An engine holds a thousand records of 300 bytes outside the heap; each is
 * handed out in one of these ways, its first 32 bytes are looked at one by one as a parser does, and the whole is copied to an answer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class MemoryAccessBenchmark {
    private static final int RECORDS = 1_000;
    private static final int BYTES = 300;
    private static final int LOOKED_AT = 32;

    private final MemorySegment engine = Arena.ofAuto().allocate((long) RECORDS * BYTES);
    private final ByteBuffer mapped = engine.asByteBuffer();
    private final ByteBuffer answer = ByteBuffer.allocateDirect(BYTES);
    private final MemorySegment answerSegment = MemorySegment.ofBuffer(answer);

    /** For JMH. */
    public MemoryAccessBenchmark() {}

    /** Fills the engine's memory. */
    @Setup
    public void prepare() {
        byte[] bytes = new byte[RECORDS * BYTES];
        new SplittableRandom(1).nextBytes(bytes);
        mapped.duplicate().put(bytes);
    }

    /** A new array for each record, with its content. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long byteArray() {
        long sum = 0;
        for (int r = 0; r < RECORDS; r++) {
            byte[] record = new byte[BYTES];
            mapped.get(r * BYTES, record);
            for (int i = 0; i < LOOKED_AT; i++) {
                sum += record[i];
            }
            answer.put(0, record);
        }
        return sum;
    }

    /** A new buffer for each record, over the engine's memory. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long byteBufferSlice() {
        long sum = 0;
        for (int r = 0; r < RECORDS; r++) {
            ByteBuffer record = mapped.slice(r * BYTES, BYTES);
            for (int i = 0; i < LOOKED_AT; i++) {
                sum += record.get(i);
            }
            answer.put(0, record, 0, BYTES);
        }
        return sum;
    }

    /** One buffer for all records, moved over the engine's memory. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long byteBufferMoved() {
        long sum = 0;
        for (int r = 0; r < RECORDS; r++) {
            int from = r * BYTES;
            for (int i = from; i < from + LOOKED_AT; i++) {
                sum += mapped.get(i);
            }
            answer.put(0, mapped, from, BYTES);
        }
        return sum;
    }

    /** A new segment for each record, over the engine's memory. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long memorySegmentSlice() {
        long sum = 0;
        for (int r = 0; r < RECORDS; r++) {
            MemorySegment record = engine.asSlice((long) r * BYTES, BYTES);
            for (int i = 0; i < LOOKED_AT; i++) {
                sum += record.get(ValueLayout.JAVA_BYTE, i);
            }
            MemorySegment.copy(record, 0, answerSegment, 0, BYTES);
        }
        return sum;
    }
}
