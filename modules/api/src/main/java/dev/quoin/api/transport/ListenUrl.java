package dev.quoin.api.transport;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A URL where a member listens or is reached. {@code http} and {@code https} name a host and a port; {@code unix} and
 * {@code unixs} name the file of a Unix domain socket. The schemes that end in {@code s} stand for TLS. Not checked
 * beyond its scheme.
 *
 * @param url as configured
 * @param scheme of the URL
 */
public record ListenUrl(URI url, Scheme scheme) {
    /** The schemes there are. */
    public enum Scheme {
        /** TCP, in clear text. */
        HTTP(false, false),
        /** TCP with TLS. */
        HTTPS(true, false),
        /** A Unix domain socket, in clear text. */
        UNIX(false, true),
        /** A Unix domain socket with TLS. */
        UNIXS(true, true);

        private final boolean tls;
        private final boolean unix;

        Scheme(boolean tls, boolean unix) {
            this.tls = tls;
            this.unix = unix;
        }

        /** The scheme of a URL, or null for one that is none of these. */
        public static @Nullable Scheme of(URI url) {
            return switch (String.valueOf(url.getScheme())) {
                case "http" -> HTTP;
                case "https" -> HTTPS;
                case "unix" -> UNIX;
                case "unixs" -> UNIXS;
                default -> null;
            };
        }
    }

    /**
     * Reads a URL.
     *
     * @throws TransportException naming the URL when it has none of the four schemes
     */
    public static ListenUrl of(URI url) {
        Scheme scheme = Scheme.of(url);
        if (scheme == null) {
            throw new TransportException("the scheme of " + url + " is none of http, https, unix, unixs");
        }
        return new ListenUrl(url, scheme);
    }

    /** Returns true when a URL has one of the four schemes. */
    public static boolean isOne(URI url) {
        return Scheme.of(url) != null;
    }

    /** Returns true when a URL names a Unix domain socket; false for one with a foreign scheme. */
    public static boolean isUnix(URI url) {
        Scheme scheme = Scheme.of(url);
        return scheme != null && scheme.unix;
    }

    /** Returns true when a URL asks for TLS; false for one with a foreign scheme. */
    public static boolean isTls(URI url) {
        Scheme scheme = Scheme.of(url);
        return scheme != null && scheme.tls;
    }

    /** Returns true when connections are encrypted. */
    public boolean tls() {
        return scheme.tls;
    }

    /** Returns true when the URL names a Unix domain socket. */
    public boolean unix() {
        return scheme.unix;
    }

    /** The host, an IPv6 address without its brackets. Of URLs with a host only. */
    public String host() {
        String host = String.valueOf(url.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The port; 0 where the URL names none. */
    public int port() {
        return Math.max(url.getPort(), 0);
    }

    /**
     * The path of a Unix domain socket. As in etcd, host and port are part of the file's name:
     * {@code unix://localhost:2379} is the file {@code localhost:2379}.
     */
    public String path() {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        return authority + (url.getPath() == null ? "" : url.getPath());
    }
}
