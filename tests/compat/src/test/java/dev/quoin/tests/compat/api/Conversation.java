package dev.quoin.tests.compat.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.tests.compat.script.Observation;
import dev.quoin.tests.harness.ApiClient;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;

/** Asks a server and writes down question and answer. */
final class Conversation {

    private final ApiClient client;
    private final List<Observation> observations = new ArrayList<>();
    private String scenario = "";

    Conversation(ApiClient client) {
        this.client = client;
    }

    void begin(String name) {
        scenario = name;
    }

    List<Observation> observations() {
        return List.copyOf(observations);
    }

    /** Asks and answers with the response, or with an empty one if it was an error. */
    Message ask(EtcdMethods method, Message request) {
        String title = method.path().replaceFirst(".*/", "") + " " + Texts.of(request);
        try {
            Message response = client.call(method, request, Message.class);
            note(title, Texts.of(response));
            return response;
        } catch (StatusRuntimeException e) {
            note(title, error(e.getStatus()));
            return method.response();
        }
    }

    Message ask(EtcdMethods method, Message.Builder request) {
        return ask(method, request.build());
    }

    /** Streams a range. How it is cut into pieces is the server's affair; that only the last one has a header and a count is not. */
    void askRangeStream(RangeRequest request) {
        String title = "RangeStream " + Texts.of(request);
        try {
            RangeResponse.Builder whole = RangeResponse.newBuilder();
            List<RangeResponse> pieces = client
                    .collect(EtcdMethods.KV_RANGE_STREAM, request, dev.quoin.protocol.rpc.RangeStreamResponse.class)
                    .stream()
                    .map(dev.quoin.protocol.rpc.RangeStreamResponse::getRangeResponse)
                    .toList();
            pieces.forEach(whole::mergeFrom);
            long headers = pieces.stream().filter(RangeResponse::hasHeader).count();
            long counts = pieces.stream().filter(piece -> piece.getCount() > 0).count();
            note(title, Texts.of(whole.build()) + " pieces with header: " + headers + ", with count: " + counts);
        } catch (StatusRuntimeException e) {
            note(title, error(e.getStatus()));
        }
    }

    /** Puts a key, as something that happens, not as a question. */
    long put(String key, String value) {
        return client.call(
                        EtcdMethods.KV_PUT,
                        PutRequest.newBuilder()
                                .setKey(bytes(key))
                                .setValue(bytes(value))
                                .build(),
                        dev.quoin.protocol.rpc.PutResponse.class)
                .getHeader()
                .getRevision();
    }

    /** Opens a stream of watches. */
    WatchTalk watch() {
        return new WatchTalk(this, client.open(EtcdMethods.WATCH));
    }

    /** Sends keep-alives on one stream, one after the other, and notes each answer. */
    void keepAlive(long... leases) {
        try (var stream = client.open(EtcdMethods.LEASE_KEEP_ALIVE)) {
            for (long lease : leases) {
                Message request = dev.quoin.protocol.rpc.LeaseKeepAliveRequest.newBuilder()
                        .setID(lease)
                        .build();
                stream.send(request);
                note("LeaseKeepAlive " + Texts.of(request), Texts.of(stream.next(Message.class)));
            }
        }
    }

    void note(String title, String answer) {
        observations.add(new Observation(scenario + ": " + title, List.of(answer)));
    }

    void note(String title, List<Event> events) {
        observations.add(new Observation(
                scenario + ": " + title, events.stream().map(Texts::of).toList()));
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    static String error(Status status) {
        return status.getCode() + ": " + status.getDescription();
    }
}
