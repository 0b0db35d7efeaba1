package dev.quoin.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls with one answer, as JSON. */
final class GatewayTest extends HttpTest {
    private static final String RANGE = "/etcdserverpb.KV/Range";

    private final CompletableFuture<Call> seen = new CompletableFuture<>();
    private volatile RangeRequest asked = RangeRequest.getDefaultInstance();

    private void serveRange(RangeResponse response) {
        api.unary(RANGE, (call, request) -> {
            asked = parse(request);
            seen.complete(call);
            call.complete(ByteBuffer.wrap(response.toByteArray()));
        });
        start();
    }

    private static RangeRequest parse(ByteBuffer request) {
        try {
            return RangeRequest.parseFrom(request);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void anAnswerLeavesZerosOutAndPutsLargeNumbersInQuotes() throws Exception {
        serveRange(RangeResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder().setClusterId(-1).setRevision(7))
                .addKvs(KeyValue.newBuilder()
                        .setKey(ByteString.copyFromUtf8("foo"))
                        .setValue(ByteString.copyFrom(new byte[] {-1, -2})))
                .setCount(1)
                .build());
        HttpResponse<String> answer = post("/v3/kv/range", "{\"key\":\"Zm9v\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"header\":{\"cluster_id\":\"18446744073709551615\",\"revision\":\"7\"},"
                        + "\"kvs\":[{\"key\":\"Zm9v\",\"value\":\"//4=\"}],\"count\":\"1\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'limit':'5'}",
                "{'limit':5,'unknown':{'a':[1]}}",
                "{'limit':5.0}",
                "{'limit':'0.5e1','rangeEnd':null}"
            })
    void numbersMayStandInQuotesAndUnknownFieldsAreSkipped(String json) throws Exception {
        serveRange(RangeResponse.getDefaultInstance());
        assertThat(post("/v3/kv/range", json.replace('\'', '"')).statusCode()).isEqualTo(200);
        assertThat(asked).isEqualTo(RangeRequest.newBuilder().setLimit(5).build());
    }

    @ParameterizedTest
    @CsvSource({"'\"DESCEND\"'", "2", "'\"DESCEND\",\"sort_target\":\"no such target\"'"})
    void enumerationsAreGivenByNameOrNumber(String value) throws Exception {
        serveRange(RangeResponse.getDefaultInstance());
        assertThat(post("/v3/kv/range", "{\"sortOrder\":" + value + "}").body()).isEqualTo("{}");
        assertThat(asked.getSortOrder()).isEqualTo(RangeRequest.SortOrder.DESCEND);
    }

    @ParameterizedTest
    @CsvSource({"-_8,fb", "+/8=,fb", "-_8=,fb", "+/8,fb"})
    void bytesMayBeInEitherAlphabet(String base64, String ignored) throws Exception {
        serveRange(RangeResponse.getDefaultInstance());
        assertThat(post("/v3/kv/range", "{\"key\":\"" + base64 + "\"}").statusCode())
                .isEqualTo(200);
        assertThat(asked.getKey()).isEqualTo(ByteString.copyFrom(new byte[] {(byte) 0xfb, (byte) 0xff}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'key':5}|proto: invalid value for bytes field key: 5",
                "{'key':'*'}|proto: invalid value for bytes field key: \\\"*\\\"",
                "{'limit':1.5}|proto: invalid value for int64 field limit: 1.5",
                "{'limit':1e99}|proto: invalid value for int64 field limit: 1e99",
                "{'limit':{}}|proto: invalid value for int64 field limit: {",
                "{'keys_only':'true'}|proto: invalid value for bool field keys_only: \\\"true\\\"",
                "[1]|proto: syntax error: unexpected token [",
                "{'limit':1,'limit':2|unexpected EOF",
                "{bad}|invalid JSON at line 1 column 3 path $."
            })
    void whatDoesNotFitIsRefused(String json, String message) throws Exception {
        serveRange(RangeResponse.getDefaultInstance());
        HttpResponse<String> answer = post("/v3/kv/range", json.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"code\":3,\"message\":\"" + message + "\"}");
    }

    @Test
    void nestingIsBounded() throws Exception {
        api.unary(
                "/etcdserverpb.KV/Txn",
                (call, request) -> call.complete(
                        ByteBuffer.wrap(TxnResponse.getDefaultInstance().toByteArray())));
        start();
        String deep = "{\"success\":[{\"request_txn\":".repeat(2000) + "{}" + "}]}".repeat(2000);
        HttpResponse<String> answer = post("/v3/kv/txn", deep);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TxnRequest.getDefaultInstance().getSuccessCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND,404,5",
        "UNAVAILABLE,503,14",
        "FAILED_PRECONDITION,400,9",
        "RESOURCE_EXHAUSTED,429,8",
        "PERMISSION_DENIED,403,7",
        "DEADLINE_EXCEEDED,504,4",
        "UNKNOWN,500,2"
    })
    void failuresHaveCodeMessageAndStatus(StatusCode code, int status, int number) throws Exception {
        api.unary(RANGE, (call, request) -> call.fail(code, "etcdserver: \"no\" \u00e9"));
        start();
        HttpResponse<String> answer = post("/v3/kv/range", "{}");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"code\":" + number + ",\"message\":\"etcdserver: \\\"no\\\" \u00e9\"}");
    }

    @Test
    void theTokenIsInTheAuthorizationHeader() throws Exception {
        serveRange(RangeResponse.getDefaultInstance());
        client.send(
                request("/v3/kv/range")
                        .header("Authorization", "token.7")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(seen.get(60, TimeUnit.SECONDS).identity().name()).isEqualTo("token.7");
    }

    @Test
    void aDeadlineEndsTheCall() throws Exception {
        CompletableFuture<Call> taken = new CompletableFuture<>();
        api.unary(RANGE, (call, request) -> taken.complete(call));
        start();
        HttpResponse<String> answer = client.send(
                request("/v3/kv/range")
                        .header("Grpc-Timeout", "50m")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).isEqualTo("{\"code\":4,\"message\":\"context deadline exceeded\"}");
        assertThat(taken.get(60, TimeUnit.SECONDS).isCancelled()).isTrue();
    }

    @Test
    void aHandlerThatThrowsCostsItsCallOnly() throws Exception {
        api.unary(RANGE, (call, request) -> {
            throw new IllegalStateException("broken");
        });
        start();
        assertThat(post("/v3/kv/range", "{}").statusCode()).isEqualTo(500);
        assertThat(get("/page").body()).isEqualTo("a page");
    }

    @Test
    void anAnswerMayComeFromAnyThread() throws Exception {
        api.unary(
                "/etcdserverpb.Maintenance/HashKV",
                (call, request) -> Thread.ofPlatform()
                        .start(() -> call.complete(ByteBuffer.wrap(
                                HashKVResponse.newBuilder().setHash(-1).build().toByteArray()))));
        start();
        assertThat(post("/v3/maintenance/hashkv", "").body()).isEqualTo("{\"hash\":4294967295}");
    }

    @Test
    void methodsThatAreNotThereAreUnimplemented() throws Exception {
        start();
        assertThat(post("/v3/kv/put", "{}").statusCode()).isEqualTo(501);
        assertThat(get("/v3/kv/put").statusCode()).isEqualTo(501);
        HttpResponse<String> unknown = post("/v3/kv/none", "{}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("{\"code\":5,\"message\":\"Not Found\"}");
    }

    @Test
    void withoutTheGatewayThereArePagesOnly() throws Exception {
        config.put("enable-grpc-gateway", "false");
        serveRange(RangeResponse.getDefaultInstance());
        assertThat(post("/v3/kv/range", "{}").statusCode()).isEqualTo(404);
        assertThat(get("/page").body()).isEqualTo("a page");
    }
}
