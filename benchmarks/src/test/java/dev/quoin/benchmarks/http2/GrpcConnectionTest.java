package dev.quoin.benchmarks.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.method.EtcdMethods;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GrpcConnectionTest {
    private final GrpcConnector connector = new GrpcConnector(1);
    private final List<GrpcPeer> peers = new ArrayList<>();

    @AfterEach
    void stop() {
        connector.close();
        peers.forEach(GrpcPeer::close);
    }

    private GrpcPeer peer(Http2Settings settings, GrpcPeer.Answer answer) {
        GrpcPeer peer = new GrpcPeer(settings, answer);
        peers.add(peer);
        return peer;
    }

    private static GrpcStatus await(TestCall call) {
        return call.done.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void start(GrpcConnection connection, List<TestCall> calls) {
        connection.executor().execute(() -> {
            calls.forEach(connection::start);
            connection.flush();
        });
    }

    private List<GrpcStatus> run(GrpcPeer peer, TestCall... calls) {
        GrpcConnection connection = connector.connect(peer.address()).join();
        start(connection, List.of(calls));
        return IntStream.range(0, calls.length).mapToObj(i -> await(calls[i])).toList();
    }

    @Test
    void callsAreAnsweredAndLookLikeGrpc() {
        GrpcPeer peer = peer(new Http2Settings(), (request, stream) -> GrpcPeer.ok(stream, 300));
        TestCall[] calls = IntStream.range(0, 50)
                .mapToObj(i -> new TestCall(i % 2 == 0 ? EtcdMethods.KV_PUT : EtcdMethods.KV_RANGE, 100))
                .toArray(TestCall[]::new);
        assertThat(run(peer, calls)).containsOnly(GrpcStatus.OK);
        assertThat(calls).allSatisfy(call -> assertThat(call.bytes()).isEqualTo(305));
        assertThat(peer.requests).hasSize(50).allSatisfy(request -> {
            assertThat(request.headers().method()).hasToString("POST");
            assertThat(request.headers().get("content-type")).hasToString("application/grpc");
            assertThat(request.headers().get("te")).hasToString("trailers");
            assertThat(request.body()).hasSize(105);
        });
        assertThat(peer.requests)
                .extracting(request -> request.headers().path().toString())
                .containsOnly(EtcdMethods.KV_PUT.path(), EtcdMethods.KV_RANGE.path());
    }

    @Test
    void manyRequestsOneAfterTheOtherKeepTheHeaderTablesInStep() {
        GrpcPeer peer = peer(new Http2Settings().headerTableSize(128), (request, stream) -> {
            if (request.body().length % 3 == 0) {
                GrpcPeer.error(stream, 5, "size " + request.body().length);
            } else {
                GrpcPeer.ok(stream, 1);
            }
        });
        GrpcConnection connection = connector.connect(peer.address()).join();
        for (int size = 1; size < 100; size++) {
            TestCall call = new TestCall(size % 2 == 0 ? EtcdMethods.KV_PUT : EtcdMethods.KV_TXN, size);
            start(connection, List.of(call));
            int body = size + GrpcCall.PREFIX_BYTES;
            assertThat(await(call)).isEqualTo(body % 3 == 0 ? new GrpcStatus(5, "size " + body) : GrpcStatus.OK);
        }
    }

    @Test
    void requestsLargerThanEveryWindowArriveWhole() {
        GrpcPeer peer = peer(new Http2Settings().initialWindowSize(1000), (request, stream) -> GrpcPeer.ok(stream, 1));
        assertThat(run(
                        peer,
                        new TestCall(EtcdMethods.KV_PUT, 200_000),
                        new TestCall(EtcdMethods.KV_PUT, 3),
                        new TestCall(EtcdMethods.KV_PUT, 1_000_000)))
                .containsOnly(GrpcStatus.OK);
        assertThat(peer.requests)
                .extracting(request -> request.body().length)
                .containsExactlyInAnyOrder(200_005, 8, 1_000_005);
    }

    @Test
    void answersLargerThanEveryWindowArriveWhole() {
        GrpcPeer peer = peer(new Http2Settings(), (request, stream) -> GrpcPeer.ok(stream, 40_000_000));
        TestCall call = new TestCall(EtcdMethods.KV_RANGE, 10);
        assertThat(run(peer, call)).containsOnly(GrpcStatus.OK);
        assertThat(call.bytes()).isEqualTo(40_000_005);
    }

    @Test
    void callsBeyondTheServersLimitWaitForTheirTurn() {
        GrpcPeer peer = peer(new Http2Settings().maxConcurrentStreams(2), (request, stream) -> GrpcPeer.ok(stream, 1));
        TestCall[] calls = IntStream.range(0, 20)
                .mapToObj(i -> new TestCall(EtcdMethods.KV_PUT, 10))
                .toArray(TestCall[]::new);
        assertThat(run(peer, calls)).hasSize(20).containsOnly(GrpcStatus.OK);
    }

    @Test
    void anErrorCarriesItsMessage() {
        GrpcPeer peer = peer(
                new Http2Settings(), (request, stream) -> GrpcPeer.error(stream, 8, "etcdserver%3A too+many requests"));
        assertThat(run(peer, new TestCall(EtcdMethods.KV_PUT, 1)))
                .containsExactly(new GrpcStatus(8, "etcdserver: too+many requests"));
    }

    @Test
    void aResetStreamIsAnError() {
        GrpcPeer peer = peer(
                new Http2Settings(),
                (request, stream) -> stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.ENHANCE_YOUR_CALM)));
        assertThat(run(peer, new TestCall(EtcdMethods.KV_PUT, 1)))
                .containsExactly(GrpcStatus.unknown("stream reset by the server, HTTP/2 error 11"));
    }

    @Test
    void aLostConnectionEndsItsCalls() {
        GrpcPeer peer = peer(
                new Http2Settings(),
                (request, stream) -> stream.channel().parent().close());
        GrpcConnection connection = connector.connect(peer.address()).join();
        TestCall call = new TestCall(EtcdMethods.KV_PUT, 1);
        start(connection, List.of(call));
        assertThat(await(call).code()).isEqualTo(14);
        assertThat(connection.isOpen()).isFalse();
    }
}
