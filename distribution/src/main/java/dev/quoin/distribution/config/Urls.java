package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.transport.ListenUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Lists of URLs in configuration, held to the form that etcd asks for, with its texts. Sorted and without repeats, as etcd keeps them. */
public final class Urls {
    private Urls() {}

    /** Reads the value of a key. */
    public static List<URI> parse(String key, List<String> texts) {
        if (texts.isEmpty()) {
            throw invalid(key, "", "no valid URLs given");
        }
        LinkedHashSet<URI> urls = new LinkedHashSet<>();
        for (String text : texts) {
            urls.add(parse(key, text));
        }
        List<URI> sorted = new ArrayList<>(urls);
        sorted.sort(Comparator.comparing(URI::toString));
        return List.copyOf(sorted);
    }

    private static URI parse(String key, String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw invalid(key, text, e.getReason());
        }
        if (ListenUrl.isUnix(url)) {
            return url;
        }
        if (!ListenUrl.isOne(url)) {
            throw invalid(key, text, "URL scheme must be http, https, unix, or unixs: " + text);
        }
        if (!isHostPort(url.getRawAuthority())) {
            throw invalid(key, text, "URL address does not have the form \"host:port\": " + text);
        }
        if (url.getRawPath() != null && !url.getRawPath().isEmpty()) {
            throw invalid(key, text, "URL must not contain a path: " + text);
        }
        return url;
    }

    private static UsageException invalid(String key, String text, String why) {
        return new UsageException("invalid value \"" + text + "\" for --" + key + ": " + why);
    }

    /** One colon that parts host and port, or an IPv6 address in brackets before it. */
    private static boolean isHostPort(String authority) {
        if (authority == null) {
            return false;
        }
        int colon = authority.lastIndexOf(':');
        int bracket = authority.lastIndexOf(']');
        return colon > bracket && (bracket >= 0 || authority.indexOf(':') == colon);
    }

    /** Refuses URLs to listen on that name a host instead of an address. */
    public static void checkBindable(String key, List<URI> urls) {
        for (URI url : urls) {
            if (!ListenUrl.isUnix(url) && !host(url).equals("localhost") && !isAddress(host(url))) {
                throw new ConfigException("--" + key + ": expected IP in URL for binding (" + url + ")");
            }
            checkPort(key, url);
        }
    }

    /** Refuses URLs for others without a host. */
    public static void checkReachable(String key, List<URI> urls) {
        for (URI url : urls) {
            if (!ListenUrl.isUnix(url) && host(url).isEmpty()) {
                throw new ConfigException("--" + key + ": unexpected empty host (" + url + ")");
            }
            checkPort(key, url);
        }
    }

    private static void checkPort(String key, URI url) {
        if (ListenUrl.isUnix(url)) {
            return;
        }
        String port = url.getRawAuthority().substring(url.getRawAuthority().lastIndexOf(':') + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new ConfigException("--" + key + ": invalid port in URL (" + url + ")");
        }
    }

    private static String host(URI url) {
        String authority = url.getRawAuthority();
        String host = authority.substring(authority.indexOf('@') + 1, authority.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** By form only: a name must never be looked up here. */
    private static boolean isAddress(String host) {
        return host.matches("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}")
                || host.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.+)?");
    }
}
