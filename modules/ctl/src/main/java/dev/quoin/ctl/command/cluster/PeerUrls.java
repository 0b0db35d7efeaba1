package dev.quoin.ctl.command.cluster;

import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.text.GoQuote;
import dev.quoin.ctl.text.Raw;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;

/** Peer URLs, as they are typed. */
final class PeerUrls {
    private PeerUrls() {}

    /** Checks URLs separated by commas. */
    static List<String> of(String typed) {
        List<String> urls = Arrays.asList(Raw.text(typed).split(",", -1));
        urls.forEach(url -> check(url.strip()));
        return urls;
    }

    private static void check(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw bad("parse " + GoQuote.quote(Raw.ofText(url)) + ": " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        switch (scheme) {
            case "http", "https" -> {
                String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
                if (!authority.matches("(\\[.*]|[^:]*):[0-9]*")) {
                    throw bad("URL address does not have the form \"host:port\": " + Raw.ofText(url));
                }
                if (uri.getRawPath() != null && !uri.getRawPath().isEmpty()) {
                    throw bad("URL must not contain a path: " + Raw.ofText(url));
                }
            }
            case "unix", "unixs" -> {}
            default -> throw bad("URL scheme must be http, https, unix, or unixs: " + Raw.ofText(url));
        }
    }

    private static ExitException bad(String text) {
        return ExitException.of(ExitCode.ERROR, text);
    }
}
