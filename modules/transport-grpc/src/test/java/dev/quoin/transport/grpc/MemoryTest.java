package dev.quoin.transport.grpc;

import static dev.quoin.transport.grpc.RawConnection.DATA;
import static dev.quoin.transport.grpc.RawConnection.END_STREAM;
import static dev.quoin.transport.grpc.RawConnection.RST_STREAM;
import static dev.quoin.transport.grpc.RawConnection.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.testkit.transport.TestApi;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pooled memory comes back from every way a call can end. */
final class MemoryTest extends RawTest {
    private static final int INITIAL_WINDOW = 4;

    private final List<String> leaks = new CopyOnWriteArrayList<>();
    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    @BeforeEach
    void watch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + records));
    }

    @AfterEach
    void stopWatching() {
        ByteBufUtil.setLeakListener(null);
        ResourceLeakDetector.setLevel(level);
    }

    @Test
    void noWayToEndACallKeepsMemory() throws Exception {
        Recorder recorder = record();
        InetSocketAddress address = start();
        for (int round = 0; round < 5; round++) {
            answeredCalls(address);
            unreadResponses(address, recorder);
            unfinishedRequests(address, recorder);
            answersTooLate(address, recorder);
        }
        harness().close();
        int mine = leakOne();
        awaitLeak();
        assertThat(leaks).as("what was lost besides " + mine).hasSize(1);
    }

    private static void answeredCalls(InetSocketAddress address) throws Exception {
        try (RawConnection connection = RawConnection.open(address, INITIAL_WINDOW, 1 << 20)) {
            assertThat(connection.call(1, TestApi.ECHO, new byte[10]).status()).isEqualTo("0");
            assertThat(connection.call(3, TestApi.ECHO, new byte[10_000]).status())
                    .isEqualTo("0");
        }
    }

    /** One reset by the client, one cut off with its connection. */
    private static void unreadResponses(InetSocketAddress address, Recorder recorder) throws Exception {
        try (RawConnection connection = RawConnection.open(address, INITIAL_WINDOW, 100)) {
            for (int stream = 1; stream <= 3; stream += 2) {
                connection.request(stream, END_STREAM, STREAM);
                Call call = recorder.call();
                call.send(filled(call, 50_000));
                call.send(List.of(filled(call, 10), ByteBuffer.allocate(9000), filled(call, 9000), filled(call, 5)));
                call.close(StatusCode.OK, "");
            }
            connection.number(RST_STREAM, 0, 1, 8).sync();
        }
    }

    private static ByteBuffer filled(Call call, int size) {
        return call.allocate(size).put(new byte[size]).flip();
    }

    /** Messages that nobody asked for, and half of one that somebody did. */
    private static void unfinishedRequests(InetSocketAddress address, Recorder recorder) throws Exception {
        try (RawConnection connection = RawConnection.open(address)) {
            connection.request(1, 0, STREAM).frame(DATA, 0, 1, message(new byte[1000]));
            connection.request(3, 0, TestApi.ECHO).frame(DATA, 0, 3, new byte[] {0, 0, 1, 0, 0, 7});
            connection
                    .request(5, 0, TestApi.ECHO)
                    .frame(DATA, 0, 5, new byte[] {0, 0, 1, 0, 0, 7})
                    .number(RST_STREAM, 0, 5, 8)
                    .sync();
            recorder.call();
        }
    }

    private static void answersTooLate(InetSocketAddress address, Recorder recorder) throws Exception {
        try (RawConnection connection = RawConnection.open(address)) {
            connection.request(1, END_STREAM, STREAM);
            Call call = recorder.call();
            connection.number(RST_STREAM, 0, 1, 8).sync();
            call.send(filled(call, 20_000));
            call.close(StatusCode.OK, "");
        }
    }

    /** Shows that a loss would be seen. */
    private static int leakOne() {
        return ByteBufAllocator.DEFAULT.directBuffer(77).capacity();
    }

    private void awaitLeak() {
        while (leaks.isEmpty()) {
            System.gc();
            // The detector reports when it is next asked to track something.
            ByteBufAllocator.DEFAULT.directBuffer(1).release();
        }
    }
}
