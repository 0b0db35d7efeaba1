package dev.quoin.transport.grpc.client;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.transport.grpc.http2.Http2Connection;
import dev.quoin.transport.grpc.http2.Http2Stream;
import dev.quoin.transport.grpc.http2.RequestHeaders;
import dev.quoin.transport.grpc.http2.StreamOpener;
import io.netty.util.AsciiString;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the streams of one connection into calls, or refuses them, in grpc-go's order and words. Knows who is at the other end. */
final class CallOpener implements StreamOpener {
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString GRPC = AsciiString.cached("application/grpc");
    private static final AsciiString POST = AsciiString.cached("POST");
    private static final AsciiString TIMEOUT = AsciiString.cached("grpc-timeout");
    private static final AsciiString ENCODING = AsciiString.cached("grpc-encoding");
    private static final AsciiString IDENTITY = AsciiString.cached("identity");
    private static final AsciiString GZIP = AsciiString.cached("gzip");
    /** Where etcd's own client puts its token; its gateway uses the other. */
    private static final AsciiString TOKEN = AsciiString.cached("token");

    private static final AsciiString AUTHORIZATION = AsciiString.cached("authorization");

    private final CallService service;
    private final String remoteAddress;
    private final List<X509Certificate> certificates;
    private @Nullable Identity connectionIdentity;

    CallOpener(CallService service, String remoteAddress, List<X509Certificate> certificates) {
        this.service = service;
        this.remoteAddress = remoteAddress;
        this.certificates = certificates;
    }

    CallService service() {
        return service;
    }

    String remoteAddress() {
        return remoteAddress;
    }

    /** Who makes a call with these headers; may run on any thread, and more than once. */
    Identity identify(RequestHeaders headers) {
        CharSequence token = headers.value(TOKEN);
        if (token == null) {
            token = headers.value(AUTHORIZATION);
        }
        if (token != null) {
            return identify(token.toString());
        }
        if (connectionIdentity == null) {
            connectionIdentity = identify((String) null);
        }
        return connectionIdentity;
    }

    private Identity identify(@Nullable String token) {
        return service.authenticator().identify(new Credentials(Authenticator.Listener.CLIENT, certificates, token));
    }

    @Override
    public Http2Stream open(Http2Connection connection, int streamId, RequestHeaders headers) {
        byte[] refusal = checkHttp(headers);
        if (refusal != null) {
            return new RefusedCall(connection, streamId, refusal);
        }
        long deadline;
        try {
            deadline = deadline(headers);
        } catch (IllegalArgumentException e) {
            return refuse(connection, streamId, 400, StatusCode.INTERNAL, String.valueOf(e.getMessage()));
        }
        return openMethod(connection, streamId, headers, deadline);
    }

    private Http2Stream openMethod(Http2Connection connection, int streamId, RequestHeaders headers, long deadline) {
        CharSequence path = headers.path() == null ? "" : headers.path();
        ApiMethod method = service.methods().find(path);
        if (method == null) {
            String why = service.methods().explainMissing(path.toString());
            return refuse(connection, streamId, 200, StatusCode.UNIMPLEMENTED, why);
        }
        CharSequence encoding = headers.value(ENCODING);
        boolean gzip = encoding != null && GZIP.contentEquals(encoding);
        if (encoding != null && !gzip && !IDENTITY.contentEquals(encoding)) {
            String why = "grpc: Decompressor is not installed for grpc-encoding \"" + encoding + "\"";
            return new RefusedCall(connection, streamId, Responses.unsupportedEncoding(why));
        }
        if (connection.isOverloaded()) {
            String why = "etcdserver: too many requests";
            return refuse(connection, streamId, 200, StatusCode.RESOURCE_EXHAUSTED, why);
        }
        CallHead head = new CallHead(method.path(), headers, deadline, gzip);
        return switch (method) {
            case ApiMethod.Unary unary -> new UnaryCall(this, connection, streamId, head, unary.handler());
            case ApiMethod.Streaming streaming ->
                new StreamingCall(this, connection, streamId, head, streaming.kind(), streaming.handler());
        };
    }

    private static byte @Nullable [] checkHttp(RequestHeaders headers) {
        CharSequence contentType = headers.value(CONTENT_TYPE);
        if (contentType == null || !isGrpc(contentType)) {
            String given = contentType == null ? "" : contentType.toString();
            return Responses.trailersOnly(
                    415, StatusCode.INVALID_ARGUMENT, "invalid gRPC request content-type \"" + given + "\"");
        }
        CharSequence method = headers.method();
        if (method == null || !POST.contentEquals(method)) {
            String why = "Received a HEADERS frame with :method \"" + method + "\" which should be POST";
            return Responses.trailersOnly(405, StatusCode.INTERNAL, why);
        }
        return null;
    }

    /** {@code application/grpc}, alone or with a message format ({@code +proto}) or parameters behind it. */
    private static boolean isGrpc(CharSequence contentType) {
        int length = GRPC.length();
        if (!AsciiString.regionMatches(contentType, true, 0, GRPC, 0, length)) {
            return false;
        }
        char next = contentType.length() == length ? ';' : contentType.charAt(length);
        return next == ';' || next == '+';
    }

    private static long deadline(RequestHeaders headers) {
        CharSequence timeout = headers.value(TIMEOUT);
        if (timeout == null) {
            return Long.MAX_VALUE;
        }
        long now = System.nanoTime();
        long nanos = GrpcTimeout.nanos(timeout);
        // Beyond half the clock's range differences would change their sign.
        return nanos > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : now + nanos;
    }

    private static Http2Stream refuse(
            Http2Connection connection, int streamId, int httpStatus, StatusCode code, String why) {
        return new RefusedCall(connection, streamId, Responses.trailersOnly(httpStatus, code, why));
    }
}
