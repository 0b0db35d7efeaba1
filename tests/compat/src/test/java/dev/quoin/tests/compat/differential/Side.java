package dev.quoin.tests.compat.differential;

import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseGrantResponse;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveResponse;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.RangeStreamResponse;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.tests.compat.api.Texts;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.ApiStream;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of the two servers, with the connections to it. */
final class Side implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int STREAMS = 3;

    private final Node node;
    private final ApiClient client;
    private final List<WatchStream> streams = new ArrayList<>();
    private long revision = 1;

    Side(NodeSpec spec) {
        node = spec.start();
        client = new ApiClient(node.ports(), PATIENCE);
        for (int i = 0; i < STREAMS; i++) {
            streams.add(open());
        }
    }

    /** The newest revision it told of. */
    long revision() {
        return revision;
    }

    WatchStream stream(int number) {
        return streams.get(number);
    }

    /** What the server makes of a step, as text without what differs in any case. */
    String run(Step step) {
        try {
            return switch (step.kind()) {
                case CALL -> text(step.request(), client.call(step.method(), step.request(), Message.class));
                case COLLECT -> text(step.request(), collect(step.request()));
                case WATCH -> stream(step.stream()).ask((WatchRequest) step.request());
                case PROGRESS -> stream(step.stream()).progress();
                case REOPEN -> reopen(step.stream());
                case KEEP_ALIVE -> keepAlive(step.request());
                case NAMELESS_LEASE -> namelessLease((LeaseGrantRequest) step.request());
                case LEASE_ENDS -> leaseEnds((LeaseGrantRequest) step.request());
            };
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() + ": " + e.getStatus().getDescription();
        }
    }

    private String text(Message request, Message answer) {
        revision = Math.max(revision, Revisions.told(answer));
        return Texts.of(Normal.of(request, answer));
    }

    private RangeResponse collect(Message request) {
        RangeResponse.Builder whole = RangeResponse.newBuilder();
        client.collect(EtcdMethods.KV_RANGE_STREAM, request, RangeStreamResponse.class)
                .forEach(piece -> whole.mergeFrom(piece.getRangeResponse()));
        return whole.build();
    }

    /** Whether it knows a method at all. */
    boolean serves(EtcdMethods method) {
        String answer = run(Step.call(method, method.request(), revision));
        return !answer.startsWith("UNIMPLEMENTED");
    }

    private String reopen(int number) {
        streams.get(number).close();
        streams.set(number, open());
        return "reopened";
    }

    /** On every stream there is a watch, so that progress is always told. */
    private WatchStream open() {
        WatchStream stream = new WatchStream(client);
        stream.ask(WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder()
                        .setKey(com.google.protobuf.ByteString.copyFromUtf8("~nobody puts this")))
                .build());
        return stream;
    }

    private String keepAlive(Message request) {
        try (ApiStream stream = client.open(EtcdMethods.LEASE_KEEP_ALIVE)) {
            stream.send(request);
            return text(request, stream.next(Message.class));
        }
    }

    /** A lease whose id the server chooses; both choose differently, so it is gone when the step is over. */
    private String namelessLease(LeaseGrantRequest request) {
        LeaseGrantResponse granted = client.call(EtcdMethods.LEASE_GRANT, request, LeaseGrantResponse.class);
        LeaseRevokeRequest revoke =
                LeaseRevokeRequest.newBuilder().setID(granted.getID()).build();
        return (granted.getID() > 0) + " "
                + text(request, granted.toBuilder().setID(1).build())
                + text(revoke, client.call(EtcdMethods.LEASE_REVOKE, revoke, Message.class));
    }

    /** Grants a lease and waits until it has ended. */
    private String leaseEnds(LeaseGrantRequest request) {
        String granted = text(request, client.call(EtcdMethods.LEASE_GRANT, request, Message.class));
        LeaseTimeToLiveRequest ask =
                LeaseTimeToLiveRequest.newBuilder().setID(request.getID()).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        LeaseTimeToLiveResponse left = LeaseTimeToLiveResponse.newBuilder().build();
        while (left.getTTL() >= 0 && System.nanoTime() < deadline) {
            left = client.call(EtcdMethods.LEASE_TIME_TO_LIVE, ask, LeaseTimeToLiveResponse.class);
        }
        return granted + text(ask, left);
    }

    @Override
    public void close() {
        client.close();
        node.close();
    }
}
