package dev.quoin.tests.distribution;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node started from a distribution, on ports of its own choice, and a client for it. */
final class RunningNode implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("\"serving client traffic.*\"address\":\"([^\"]+)\"");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private final ManagedChannel channel;
    private final String address;

    private RunningNode(Process process) throws IOException {
        this.process = process;
        BufferedReader lines = process.errorReader();
        this.address = awaitAddress(lines);
        this.reader = Thread.ofVirtual().start(() -> lines.lines().forEach(log::add));
        this.channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
    }

    /** Starts a node in a data directory and waits until it serves. */
    static RunningNode start(ProcessBuilder command) throws IOException {
        command.command()
                .addAll(List.of(
                        "--listen-peer-urls=http://127.0.0.1:0",
                        "--listen-client-urls=http://127.0.0.1:0",
                        "--advertise-client-urls=http://127.0.0.1:2379"));
        return new RunningNode(
                command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
    }

    private String awaitAddress(BufferedReader lines) throws IOException {
        String line;
        while ((line = lines.readLine()) != null) {
            log.add(line);
            Matcher serving = SERVING.matcher(line);
            if (serving.find()) {
                return serving.group(1);
            }
        }
        throw new AssertionError("the node ended before it served: " + log);
    }

    String address() {
        return address;
    }

    /** What it has logged so far; all of it once it has ended. */
    List<String> log() {
        return log;
    }

    Process process() {
        return process;
    }

    long put(String key, String value) {
        PutRequest request =
                PutRequest.newBuilder().setKey(utf8(key)).setValue(utf8(value)).build();
        return call("etcdserverpb.KV/Put", request, PutResponse.getDefaultInstance())
                .getHeader()
                .getRevision();
    }

    RangeResponse range(String key, String end) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(utf8(key))
                .setRangeEnd(utf8(end))
                .build();
        return call("etcdserverpb.KV/Range", request, RangeResponse.getDefaultInstance());
    }

    private <Q extends Message, A extends Message> A call(String method, Q request, A answer) {
        @SuppressWarnings("unchecked")
        MethodDescriptor<Q, A> descriptor = MethodDescriptor.<Q, A>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(method)
                .setRequestMarshaller(ProtoUtils.marshaller((Q) request.getDefaultInstanceForType()))
                .setResponseMarshaller(ProtoUtils.marshaller(answer))
                .build();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return ClientCalls.blockingUnaryCall(channel, descriptor, options, request);
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }

    /** Asks it to stop and waits for its end. */
    int stop() throws InterruptedException {
        // Unlike the process itself, its handle leaves the log readable to the end.
        process.toHandle().destroy();
        return awaitEnd();
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the node did not end: " + log);
        }
        reader.join();
        return process.exitValue();
    }

    /** Ends it as a crash of the machine's other programs would: without a word. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() throws InterruptedException {
        channel.shutdownNow();
        kill();
    }
}
