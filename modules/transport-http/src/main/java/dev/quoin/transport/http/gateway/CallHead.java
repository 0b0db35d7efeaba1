package dev.quoin.transport.http.gateway;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.transport.http.wire.Exchange;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request says of its call.
 *
 * @param maxMessageBytes the largest request message, as it is without JSON
 * @param deadlineNanos on the monotonic clock; {@link Long#MAX_VALUE} without one
 */
record CallHead(
        Exchange exchange, EtcdMethods method, Authenticator authenticator, int maxMessageBytes, long deadlineNanos) {
    private static final String BY_GATEWAY = "grpcgateway-accept";
    private static final String METADATA = "grpc-metadata-";
    private static final String BEARER = "Bearer ";
    private static final int MOST_DIGITS = 8;

    /** @throws IllegalArgumentException for a time limit that is none */
    static CallHead of(Exchange exchange, EtcdMethods method, ClientTransportContext context) {
        return new CallHead(
                exchange,
                method,
                context.authenticator(),
                context.limits().maxMessageBytes(),
                deadline(exchange.header("grpc-timeout")));
    }

    /** Why a message of this size is refused, or null. */
    @Nullable
    String checkSize(int bytes) {
        return bytes <= maxMessageBytes
                ? null
                : "grpc: received message larger than max (" + bytes + " vs. " + maxMessageBytes + ")";
    }

    /**
     * A header of the call: what the gateway's clients put behind a prefix, or else a plain one. Every call has the one by
     * which etcd's gateway makes itself known, so that no user is taken from the certificate of a connection.
     */
    @Nullable
    String header(String name) {
        if (name.equals(BY_GATEWAY)) {
            return "*/*";
        }
        String own = exchange.header(METADATA + name);
        String value = own == null ? exchange.header(name) : own;
        return value == null && name.equals("authorization") ? WebSocketStream.token(exchange) : value;
    }

    /** Who asks: by token, or by the connection's certificate. */
    Identity identity() {
        String token = exchange.header(METADATA + "token");
        if (token == null) {
            token = exchange.header("authorization");
        }
        if (token == null) {
            token = WebSocketStream.token(exchange);
        }
        if (token != null && token.startsWith(BEARER)) {
            token = token.substring(BEARER.length()).strip();
        }
        return authenticator.identify(new Credentials(
                Authenticator.Listener.CLIENT, exchange.connection().certificates(), token));
    }

    private static long deadline(@Nullable String timeout) {
        if (timeout == null) {
            return Long.MAX_VALUE;
        }
        int last = timeout.length() - 1;
        TimeUnit unit = last < 1 || last > MOST_DIGITS ? null : unit(timeout.charAt(last));
        if (unit == null || !timeout.substring(0, last).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("invalid grpc-timeout: " + timeout);
        }
        long nanos = unit.toNanos(Long.parseLong(timeout.substring(0, last)));
        // Beyond half the clock's range differences would change their sign.
        return nanos > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : System.nanoTime() + nanos;
    }

    private static @Nullable TimeUnit unit(char letter) {
        return switch (letter) {
            case 'H' -> TimeUnit.HOURS;
            case 'M' -> TimeUnit.MINUTES;
            case 'S' -> TimeUnit.SECONDS;
            case 'm' -> TimeUnit.MILLISECONDS;
            case 'u' -> TimeUnit.MICROSECONDS;
            case 'n' -> TimeUnit.NANOSECONDS;
            default -> null;
        };
    }
}
