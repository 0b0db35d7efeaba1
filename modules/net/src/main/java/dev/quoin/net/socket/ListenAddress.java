package dev.quoin.net.socket;

import dev.quoin.api.transport.ListenUrl;
import dev.quoin.api.transport.TransportException;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A URL to bind, and the words for what goes wrong with it. */
record ListenAddress(ListenUrl listen) {
    /** @throws TransportException for a scheme that is not one to listen with */
    static ListenAddress of(URI url) {
        if (!ListenUrl.isOne(url)) {
            throw new TransportException(
                    "cannot listen on " + url + ": the scheme is none of http, https, unix, unixs");
        }
        return new ListenAddress(ListenUrl.of(url));
    }

    /** The address to bind. */
    SocketAddress resolve(boolean epoll) {
        if (listen.unix()) {
            return epoll ? new DomainSocketAddress(listen.path()) : UnixDomainSocketAddress.of(Path.of(listen.path()));
        }
        InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
        if (address.isUnresolved()) {
            throw failure("listen tcp: lookup " + listen.host() + ": no such host", null);
        }
        return address;
    }

    /** The failure to bind, in the words that Go has for it, which operators of etcd know and search for. */
    TransportException bindFailure(Throwable cause) {
        String where =
                listen.unix() ? "unix " + listen.path() : "tcp " + listen.url().getRawAuthority();
        String text = String.valueOf(cause.getMessage());
        String reason = text.substring(text.lastIndexOf(": ") < 0 ? 0 : text.lastIndexOf(": ") + 2);
        return failure("listen " + where + ": bind: " + reason.toLowerCase(Locale.ROOT), cause);
    }

    /** A failure that names the URL. */
    TransportException failure(String reason, @Nullable Throwable cause) {
        String message = "cannot listen on " + listen.url() + ": " + reason;
        return cause == null ? new TransportException(message) : new TransportException(message, cause);
    }
}
