package dev.quoin.transport.grpc;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Prints what a unary call costs the server in CPU: not a test, and so not run unless named ({@code -Dtest=CallCost}). 100 connections with 10 calls
 * under way on each, of clients that do next to nothing; an answer of 256 bytes. Counted is the process's CPU time without the clients' threads, so
 * that compiling and collecting count.
 */
final class CallCost extends RawTest {
    private static final int CONNECTIONS = 100;
    private static final int DEPTH = 10;
    private static final String METHOD = "/etcdserverpb.KV/Range";

    private final AtomicLong clientNanos = new AtomicLong();

    @Test
    void print() throws Exception {
        byte[] answer = new byte[256];
        api.unary(
                METHOD,
                (call, request) ->
                        call.complete(call.allocate(answer.length).put(answer).flip()));
        net.put("event-loops", "0");
        InetSocketAddress address = start();
        report("the first", run(address, 60_000));
        report("then", run(address, 600_000));
        report("then", run(address, 600_000));
    }

    private static void report(String when, String figure) {
        System.out.println("call cost, " + when + " " + figure);
    }

    private String run(InetSocketAddress address, int calls) throws Exception {
        AtomicLong left = new AtomicLong(calls);
        long before = processNanos();
        clientNanos.set(0);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofPlatform().start(() -> client(address, left)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double micros = (processNanos() - before - clientNanos.get()) / 1000.0 / calls;
        return String.format(Locale.ROOT, "%,d calls: %.2f µs a call", calls, micros);
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void client(InetSocketAddress address, AtomicLong left) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setTcpNoDelay(true);
            converse(socket, left);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clientNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    private static void converse(Socket socket, AtomicLong left) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65536));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(out, RawConnection.SETTINGS, 0, 0, new byte[0]);
        frame(out, RawConnection.WINDOW_UPDATE, 0, 0, new byte[] {0x40, 0, 0, 0});
        byte[] request = RawConnection.message(new byte[30]);
        int stream = 1;
        int open = 0;
        while (true) {
            while (open < DEPTH && left.getAndDecrement() > 0) {
                frame(
                        out,
                        RawConnection.HEADERS,
                        RawConnection.END_HEADERS,
                        stream,
                        stream == 1 ? firstHeaders() : nextHeaders());
                frame(out, RawConnection.DATA, RawConnection.END_STREAM, stream, request);
                stream += 2;
                open++;
            }
            if (open == 0) {
                return;
            }
            out.writeTo(socket.getOutputStream());
            out.reset();
            open -= ended(in, open);
        }
    }

    /** Reads what is there, and waits for at least one end of a call. */
    private static int ended(DataInputStream in, int open) throws IOException {
        int ended = 0;
        while (ended < open && (ended == 0 || in.available() > 0)) {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            in.skipNBytes(4 + (lengthAndType >>> 8));
            if ((lengthAndType & 0xff) == RawConnection.HEADERS && (flags & RawConnection.END_STREAM) != 0) {
                ended++;
            }
        }
        return ended;
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        out.writeBytes(ByteBuffer.allocate(9)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .array());
        out.writeBytes(payload);
    }

    /** As grpc-go sends them: into the dynamic table the first time. */
    private static byte[] firstHeaders() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        byte[] plain = RawConnection.block(METHOD, "user-agent", "grpc-go/1.82.1", "hasleader", "true");
        for (int at = 0; at < plain.length; ) {
            int name = plain[at + 1];
            int value = plain[at + 2 + name];
            block.write(0x40);
            block.write(plain, at + 1, name + value + 2);
            at += name + value + 3;
        }
        return block.toByteArray();
    }

    private static byte[] nextHeaders() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int index = 69; index >= 62; index--) {
            block.write(0x80 | index);
        }
        block.writeBytes(RawConnection.fields("grpc-timeout", "4999500u"));
        return block.toByteArray();
    }
}
