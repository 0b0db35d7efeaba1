package dev.quoin.ctl.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Where a member listens.
 *
 * @param text as it was given
 * @param address host and port, or the path of a socket
 * @param authority the name that a certificate is checked for
 * @param socket whether the address is the path of a socket
 * @param security whether TLS is demanded, ruled out, or left to the flags
 */
public record Endpoint(String text, String address, String authority, boolean socket, Security security) {

    /** What the scheme of an endpoint says about TLS. */
    public enum Security {
        REQUIRED,
        NONE,
        OPTIONAL
    }

    /** Reads an endpoint: {@code host:port}, {@code http(s)://host:port} or {@code unix(s)://path}. */
    public static Endpoint of(String text) {
        if (text.startsWith("unix:") || text.startsWith("unixs:")) {
            String rest = text.substring(text.indexOf(':') + 1);
            String path = rest.startsWith("//") ? rest.substring(2) : rest;
            Path file = Path.of(path).getFileName();
            Security security = text.startsWith("unixs:") ? Security.REQUIRED : Security.OPTIONAL;
            return new Endpoint(text, path, file == null ? path : file.toString(), true, security);
        }
        if (text.contains("://")) {
            try {
                return ofUri(text, new URI(text));
            } catch (URISyntaxException e) {
                return plain(text);
            }
        }
        return plain(text);
    }

    private static Endpoint ofUri(String text, URI uri) {
        String authority = uri.getRawAuthority() == null ? text : uri.getRawAuthority();
        return switch (uri.getScheme()) {
            case "http" -> new Endpoint(text, authority, authority, false, Security.NONE);
            case "https" -> new Endpoint(text, authority, authority, false, Security.REQUIRED);
            default -> new Endpoint(text, text, authority, false, Security.OPTIONAL);
        };
    }

    private static Endpoint plain(String text) {
        return new Endpoint(text, text, text, false, Security.OPTIONAL);
    }

    /** The host without the port, or the whole address if there is no port. */
    public String host() {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** The port; gRPC's 443 where none is named. */
    public int port() {
        int colon = address.lastIndexOf(':');
        try {
            return colon < 0 ? 443 : Integer.parseInt(address.substring(colon + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
