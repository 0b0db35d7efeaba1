package dev.quoin.tests.robustness.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Stands in front of a member's peer port, where the others are told to find it. While it is cut nothing passes, in either direction, and
 * nobody is told: as when a cable is pulled. What was open then is closed when the path is there again.
 */
final class PeerGate implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final ServerSocket listener;
    private final int target;
    private final List<Socket> open = new ArrayList<>();
    private boolean cut;
    private boolean closed;
    private long passed;
    private long cutAt = Long.MAX_VALUE;

    /** @param target the port where the member itself listens */
    PeerGate(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread("accept", this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    synchronized void cut() {
        cut = true;
    }

    /** Cuts the path when so many more bytes have passed. */
    synchronized void cutAfter(long bytes) {
        cutAt = passed + bytes;
    }

    /** Waits until the path is cut. */
    synchronized void awaitCut(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!cut) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("only " + passed + " bytes have passed, and not " + cutAt);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + cutAt + " bytes", e);
            }
        }
    }

    synchronized void heal() {
        closeAll();
        cut = false;
        notifyAll();
    }

    /** How many bytes have passed so far, in both directions. */
    synchronized long passed() {
        return passed;
    }

    private void accept() {
        while (true) {
            try {
                Socket from = listener.accept();
                keep(from);
                thread("connect", () -> connect(from));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket from) {
        try {
            if (!mayPass(0)) {
                return;
            }
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            keep(to);
            thread("back", () -> copy(to, from));
            copy(from, to);
        } catch (IOException e) {
            close(from);
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0 && mayPass(length); length = in.read(buffer)) {
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One end is gone: so is the other, then.
        }
    }

    /** Waits while the path is cut; says whether it is still this connection's path afterwards. */
    private synchronized boolean mayPass(int length) {
        passed += cut ? 0 : length;
        if (passed >= cutAt) {
            cutAt = Long.MAX_VALUE;
            cut = true;
            notifyAll();
        }
        boolean waited = cut;
        while (cut && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return false;
            }
        }
        return !waited && !closed;
    }

    private synchronized void keep(Socket socket) {
        open.removeIf(Socket::isClosed);
        open.add(socket);
    }

    private void closeAll() {
        open.forEach(PeerGate::close);
        open.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private void thread(String what, Runnable task) {
        Thread.ofPlatform().daemon().name("gate " + target + " " + what).start(task);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closeAll();
        notifyAll();
    }
}
