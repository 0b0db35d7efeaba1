package dev.quoin.tests.distribution;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers questions for SRV records over UDP on the loopback; for names that it does not know, that they do not exist. */
final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int RESPONSE = 0x8180;
    private static final int NO_SUCH_NAME = 3;
    private static final int SRV = 33;
    private static final int IN = 1;
    /** Where the question's name stands, as a pointer to it. */
    private static final int NAME_POINTER = 0xC00C;

    private final Map<String, List<Target>> targets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

    private record Target(String host, int port) {}

    NameServer() throws IOException {
        Thread.ofPlatform().name("name server").daemon().start(this::serve);
    }

    /** The URL by which the JDK's client is told of it. */
    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    /** A service is offered at localhost on this port, too. */
    void add(String name, int port) {
        add(name, "localhost", port);
    }

    /** A service is offered at this port of a host, whose name has one label, too. */
    synchronized void add(String name, String host, int port) {
        targets.computeIfAbsent(name, n -> new ArrayList<>()).add(new Target(host, port));
    }

    private void serve() {
        byte[] question = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(question, question.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(packet.getData(), packet.getLength());
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private synchronized byte[] answer(byte[] question, int length) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        for (; question[at] != 0; at += question[at] + 1) {
            name.append(name.isEmpty() ? "" : ".").append(new String(question, at + 1, question[at], US_ASCII));
        }
        int questionEnd = at + 5;
        List<Target> found = targets.getOrDefault(name.toString(), List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(RESPONSE | (found.isEmpty() ? NO_SUCH_NAME : 0));
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        out.write(question, HEADER, Math.min(questionEnd, length) - HEADER);
        for (Target target : found) {
            out.writeShort(NAME_POINTER);
            out.writeShort(SRV);
            out.writeShort(IN);
            out.writeInt(60);
            out.writeShort(6 + 2 + target.host.length());
            out.writeShort(0);
            out.writeShort(0);
            out.writeShort(target.port);
            out.writeByte(target.host.length());
            out.write(target.host.getBytes(US_ASCII));
            out.writeByte(0);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
