package dev.quoin.transport.grpc.net;

import dev.quoin.api.transport.TransportException;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a listen URL points.
 *
 * @param url as configured
 * @param tls whether connections are encrypted
 * @param path of a Unix domain socket, or null for TCP
 */
public record ListenAddress(URI url, boolean tls, @Nullable String path) {
    /** Reads a URL. */
    public static ListenAddress of(URI url) {
        return switch (String.valueOf(url.getScheme())) {
            case "http" -> new ListenAddress(url, false, null);
            case "https" -> new ListenAddress(url, true, null);
            case "unix" -> new ListenAddress(url, false, socketPath(url));
            case "unixs" -> new ListenAddress(url, true, socketPath(url));
            default ->
                throw new TransportException(
                        "cannot listen on " + url + ": the scheme is none of http, https, unix, unixs");
        };
    }

    /** As in etcd, host and port are part of the file's name: {@code unix://localhost:2379} is the file {@code localhost:2379}. */
    private static String socketPath(URI url) {
        String host = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        String path = url.getPath() == null ? "" : url.getPath();
        return host + path;
    }

    /** Whether it is a Unix domain socket. */
    public boolean isUnix() {
        return path != null;
    }

    /** The address to bind. */
    public SocketAddress resolve(boolean epoll) {
        if (path != null) {
            return epoll ? new DomainSocketAddress(path) : UnixDomainSocketAddress.of(Path.of(path));
        }
        InetSocketAddress address = new InetSocketAddress(host(), Math.max(url.getPort(), 0));
        if (address.isUnresolved()) {
            throw failure("listen tcp: lookup " + host() + ": no such host", null);
        }
        return address;
    }

    private String host() {
        String host = String.valueOf(url.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The failure to bind, in the words that Go has for it, which operators of etcd know and search for. */
    public TransportException bindFailure(Throwable cause) {
        String where = path == null ? "tcp " + url.getRawAuthority() : "unix " + path;
        String text = String.valueOf(cause.getMessage());
        String reason = text.substring(text.lastIndexOf(": ") < 0 ? 0 : text.lastIndexOf(": ") + 2);
        return failure("listen " + where + ": bind: " + reason.toLowerCase(Locale.ROOT), cause);
    }

    /** A failure that names the URL. */
    public TransportException failure(String reason, @Nullable Throwable cause) {
        String message = "cannot listen on " + url + ": " + reason;
        return cause == null ? new TransportException(message) : new TransportException(message, cause);
    }
}
