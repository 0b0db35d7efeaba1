package dev.quoin.ctl.client;

import com.google.protobuf.Message;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AuthenticateRequest;
import dev.quoin.protocol.rpc.AuthenticateResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A client of one cluster. Calls block; any number of threads may make them. */
public final class Client implements AutoCloseable {
    private static final int ATTEMPTS = 100;
    private static final long BACKOFF_MILLIS = 25;
    private static final int DEFAULT_MAX_SEND = 2 * 1024 * 1024;
    private static final Metadata.Key<String> API_VERSION = key("client-api-version");
    private static final Metadata.Key<String> TOKEN = key("token");
    private static final Metadata.Key<String> HAS_LEADER = key("hasleader");

    private final ClientConfig config;
    private final ManagedChannel channel;
    private volatile String token = "";

    private Client(ClientConfig config, ManagedChannel channel) {
        this.config = config;
        this.channel = channel;
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    /**
     * Opens a client and logs in where there is a password. Connections are made when the first call needs them.
     *
     * @throws TlsException if certificates cannot be used
     * @throws RpcException if logging in fails, or takes longer than the dial timeout
     */
    public static Client open(ClientConfig config) throws TlsException, RpcException {
        Channels.check(config.tls());
        Client client = new Client(config, Channels.open(config));
        try {
            client.logIn(config.dialTimeout().isPositive() ? Limit.in(config.dialTimeout()) : Limit.none());
        } catch (RpcException e) {
            client.close();
            throw e;
        }
        return client;
    }

    private void logIn(Limit limit) throws RpcException {
        Credentials who = config.credentials();
        if (!who.token().isEmpty()) {
            token = who.token();
            return;
        }
        if (!who.hasPassword()) {
            return;
        }
        AuthenticateRequest request = AuthenticateRequest.newBuilder()
                .setName(Raw.text(who.user()))
                .setPassword(Raw.text(who.password()))
                .build();
        try {
            token = "";
            token = call(EtcdMethods.AUTHENTICATE, request, AuthenticateResponse.class, limit)
                    .getToken();
        } catch (RpcException e) {
            if (!e.is(EtcdError.AUTH_NOT_ENABLED)) {
                throw e;
            }
        }
    }

    /** How this client was opened. */
    public ClientConfig config() {
        return config;
    }

    /**
     * Calls a method with one answer. What changes nothing is tried again, at the next member, until the limit is
     * reached.
     *
     * @throws RpcException if the cluster refused, or did not answer in time
     */
    public <R extends Message> R call(EtcdMethods method, Message request, Class<R> answer, Limit limit)
            throws RpcException {
        checkSize(request);
        for (int attempt = 1; ; attempt++) {
            try {
                return answer.cast(ClientCalls.blockingUnaryCall(
                        ClientInterceptors.intercept(channel, new Headers(headers(false))),
                        Methods.descriptor(method),
                        options(limit),
                        request));
            } catch (StatusRuntimeException e) {
                RpcException failure = RpcException.of(e.getStatus());
                if (limit.isOver() || attempt == ATTEMPTS) {
                    throw failure;
                }
                if (mustLogInAgain(method, failure)) {
                    logIn(limit);
                } else if (!failure.isUnavailable() || !Methods.isRepeatable(method)) {
                    throw failure;
                }
                pause(attempt, limit);
            }
        }
    }

    /** A stream of answers to one request. */
    public <R extends Message> Answers<R> stream(EtcdMethods method, Message request, Class<R> answer, Limit limit)
            throws RpcException {
        logIn(limit);
        return new Answers<>(
                ClientCalls.blockingServerStreamingCall(
                        ClientInterceptors.intercept(channel, new Headers(headers(false))),
                        Methods.descriptor(method),
                        options(limit),
                        request),
                answer);
    }

    /** A stream in both directions, which ends when a member finds that the cluster has no leader. */
    <R extends Message> Duplex<R> duplex(EtcdMethods method, Class<R> answer) throws RpcException {
        logIn(Limit.in(config.dialTimeout().isPositive() ? config.dialTimeout() : java.time.Duration.ofSeconds(5)));
        ClientCall<Message, Message> call =
                channel.newCall(Methods.descriptor(method), CallOptions.DEFAULT.withWaitForReady());
        return new Duplex<>(call, headers(true), answer);
    }

    private boolean mustLogInAgain(EtcdMethods method, RpcException failure) {
        return config.credentials().hasPassword()
                && method != EtcdMethods.AUTHENTICATE
                && (failure.is(EtcdError.INVALID_AUTH_TOKEN)
                        || failure.is(EtcdError.AUTH_OLD_REVISION)
                        || failure.is(EtcdError.USER_EMPTY));
    }

    private void checkSize(Message request) throws RpcException {
        int most = config.maxSend() > 0 ? config.maxSend() : DEFAULT_MAX_SEND;
        int size = request.getSerializedSize();
        if (size > most) {
            throw RpcException.of(Status.RESOURCE_EXHAUSTED.withDescription(
                    "trying to send message larger than max (" + size + " vs. " + most + ")"));
        }
    }

    private Metadata headers(boolean leader) {
        Metadata headers = new Metadata();
        headers.put(API_VERSION, "3.7");
        if (!token.isEmpty()) {
            headers.put(TOKEN, token);
        }
        if (leader) {
            headers.put(HAS_LEADER, "true");
        }
        return headers;
    }

    private static CallOptions options(Limit limit) {
        CallOptions options = CallOptions.DEFAULT.withWaitForReady();
        return limit.isBounded() ? options.withDeadlineAfter(limit.nanosLeft(), TimeUnit.NANOSECONDS) : options;
    }

    /** Waits a little, once in as many attempts as it takes to ask a majority of the members. */
    private void pause(int attempt, Limit limit) {
        int quorum = config.endpoints().size() / 2 + 1;
        if (attempt % quorum != 0) {
            return;
        }
        long jitter = ThreadLocalRandom.current().nextLong(-2, 3);
        try {
            TimeUnit.NANOSECONDS.sleep(
                    Math.min(limit.nanosLeft(), TimeUnit.MILLISECONDS.toNanos(BACKOFF_MILLIS + jitter)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all connections of the process, which is about to end itself. */
    public static void stopAll() {
        Channels.stop();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
