package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The members that a new cluster begins with, or that an existing one has.
 *
 * @param members peer URLs by member name, sorted
 * @param token sets clusters of the same URLs apart
 */
public record InitialCluster(Map<String, List<URI>> members, String token) {
    /** Reads {@code --initial-cluster}. */
    public static InitialCluster parse(String text, String token) {
        Map<String, List<String>> texts = new TreeMap<>();
        for (String part : text.split(",")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                texts.computeIfAbsent(name, n -> new ArrayList<>()).add(equals < 0 ? "" : part.substring(equals + 1));
            }
        }
        Map<String, List<URI>> members = new TreeMap<>();
        texts.forEach((name, urls) -> members.put(name, Urls.parse("initial-cluster", urls)));
        return new InitialCluster(members, token);
    }

    /** The members' URLs as text. */
    public Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new TreeMap<>();
        members.forEach(
                (name, urls) -> texts.put(name, urls.stream().map(URI::toString).toList()));
        return texts;
    }

    /** Checks that a new cluster can begin with it: a member is among those named, with the URLs it advertises. */
    public void checkNew(String name, List<URI> advertised) {
        List<URI> own = own(name);
        missing(
                own,
                advertised,
                u -> "--initial-cluster has " + name + "=" + u + " but missing from --initial-advertise-peer-urls="
                        + join(advertised));
        missing(
                advertised,
                own,
                u -> "--initial-advertise-peer-urls has " + u + " but missing from --initial-cluster=" + this);
        checkDuplicates();
    }

    /** Checks that a member can find itself in it when it joins. */
    public void checkJoin(String name) {
        own(name);
        checkDuplicates();
    }

    private List<URI> own(String name) {
        List<URI> own = members.get(name);
        if (own == null) {
            throw new ConfigException("couldn't find local name \"" + name + "\" in the initial cluster configuration");
        }
        return own;
    }

    private void checkDuplicates() {
        List<URI> all = members.values().stream().flatMap(List::stream).toList();
        if (all.stream().distinct().count() < all.size()) {
            throw new ConfigException("initial cluster " + this + " has duplicate url");
        }
    }

    /** The URLs of all members but one, sorted. */
    public List<URI> urlsOfOthers(String name) {
        return members.entrySet().stream()
                .filter(member -> !member.getKey().equals(name))
                .flatMap(member -> member.getValue().stream())
                .sorted(Comparator.comparing(URI::toString))
                .toList();
    }

    private static void missing(List<URI> from, List<URI> in, Function<URI, String> message) {
        from.stream().filter(url -> !in.contains(url)).findFirst().ifPresent(url -> {
            throw new ConfigException(message.apply(url));
        });
    }

    private static String join(List<URI> urls) {
        return urls.stream().map(URI::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(u -> e.getKey() + "=" + u))
                .collect(Collectors.joining(","));
    }
}
