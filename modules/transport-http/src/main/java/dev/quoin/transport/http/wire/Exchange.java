package dev.quoin.transport.http.wire;

import dev.quoin.net.protocol.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer. On the connection's event loop only. */
public final class Exchange {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpConnection owner;
    private final HttpRequest request;
    private final RequestTarget target;
    private final Map<String, String> common = new LinkedHashMap<>();
    private boolean begun;
    private boolean ended;

    Exchange(HttpConnection owner, HttpRequest request, RequestTarget target) {
        this.owner = owner;
        this.request = request;
        this.target = target;
    }

    // ---- the request

    /** The method, in upper case. */
    public String method() {
        return request.method().name();
    }

    /** What is asked for. */
    public RequestTarget target() {
        return target;
    }

    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        return request.headers().get(name);
    }

    /** The head of the request. */
    public HttpRequest request() {
        return request;
    }

    /** The connection it came on. */
    public Connection connection() {
        return owner.connection();
    }

    /** The connection's handler, for those who take the connection over. */
    public HttpConnection owner() {
        return owner;
    }

    // ---- the answer

    /** A header of the answer, whichever it will be. */
    public void addHeader(String name, String value) {
        common.put(name, value);
    }

    /** Answers in plain text, with a line break behind it. */
    public void refuse(int status, String text) {
        addHeader("X-Content-Type-Options", "nosniff");
        respond(status, TEXT, text + "\n");
    }

    /** Answers in full. */
    public void respond(int status, @Nullable String contentType, String body) {
        respond(status, contentType, Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers in full; the buffer belongs to the exchange. */
    public void respond(int status, @Nullable String contentType, ByteBuf body) {
        if (begun) {
            body.release();
            return;
        }
        begun = true;
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        head(response, contentType);
        response.headers().set("Content-Length", body.readableBytes());
        ended = true;
        owner.answered(owner.channel().writeAndFlush(response));
    }

    /** Begins an answer whose length is not known yet. */
    public void begin(int status, String contentType) {
        if (begun) {
            return;
        }
        begun = true;
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        if (request.protocolVersion().isKeepAliveDefault()) {
            response.headers().set("Transfer-Encoding", HttpHeaderValues.CHUNKED);
        } else {
            // Clients of HTTP/1.0 know the end of such an answer by the end of the connection.
            owner.closeAfterAnswer();
        }
        head(response, contentType);
        owner.channel().writeAndFlush(response);
    }

    /** Sends a piece of an answer that has begun. */
    public ChannelFuture write(ByteBuf piece) {
        return owner.channel().writeAndFlush(new DefaultHttpContent(piece));
    }

    /** Ends an answer that has begun. */
    public void end() {
        if (!ended) {
            ended = true;
            owner.answered(owner.channel().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
        }
    }

    /** Whether the answer has begun. */
    public boolean hasBegun() {
        return begun;
    }

    /** Whether the answer is complete. */
    public boolean hasEnded() {
        return ended;
    }

    /** Ends the connection with this answer. */
    public void closeAfterAnswer() {
        owner.closeAfterAnswer();
    }

    /** Whether the connection can take more of the answer. */
    public boolean isWritable() {
        Channel channel = owner.channel();
        return channel.isActive() && channel.isWritable();
    }

    private void head(HttpResponse response, @Nullable String contentType) {
        HttpHeaders headers = response.headers();
        common.forEach(headers::set);
        if (contentType != null) {
            headers.set("Content-Type", contentType);
        }
        headers.set("Date", DateFormatter.format(new Date()));
        if (!HttpUtil.isKeepAlive(request)) {
            owner.closeAfterAnswer();
        }
        if (owner.closesAfterAnswer()) {
            headers.set("Connection", HttpHeaderValues.CLOSE);
        }
    }
}
