package dev.quoin.benchmarks.cli;

import java.net.InetSocketAddress;

/** Addresses as etcdctl takes them: {@code host:port}, with or without {@code http://}. */
final class Endpoints {
    private static final String SCHEME = "http://";
    private static final int MAX_PORT = 65_535;

    private Endpoints() {}

    static InetSocketAddress parse(String text) {
        if (text.startsWith("https://")) {
            throw new IllegalArgumentException("--endpoint: TLS is not supported: " + text);
        }
        String address = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        int colon = address.lastIndexOf(':');
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            if (colon > 0 && port > 0 && port <= MAX_PORT) {
                InetSocketAddress resolved = new InetSocketAddress(address.substring(0, colon), port);
                if (!resolved.isUnresolved()) {
                    return resolved;
                }
                throw new IllegalArgumentException("--endpoint: unknown host: " + text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--endpoint is host:port, not " + text, e);
        }
        throw new IllegalArgumentException("--endpoint is host:port, not " + text);
    }
}
