package dev.quoin.tests.compat.http;

import dev.quoin.tests.compat.script.Observation;
import dev.quoin.tests.harness.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Asks a server over HTTP, and notes the answers: status, headers and bytes, but for what differs from run to run. */
final class HttpTalk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Ids, terms, positions and sizes, and the seconds left of a lease. */
    private static final Pattern DIFFERS = Pattern.compile(
            "\"(cluster_id|member_id|raft_term|leader|raftIndex|raftTerm|raftAppliedIndex|dbSize|dbSizeInUse)\":\"[0-9]+\"");

    /** Of the whole store, which holds other things than etcd's. */
    private static final Pattern STORE_HASH = Pattern.compile("\"hash\":[0-9]+}");

    private static final Pattern SPACE = Pattern.compile("([\"}\\]0-9el][,:]) (?=[\"{\\[0-9tf-])");
    private static final Pattern MEMBER = Pattern.compile("\\{\"ID\":\"[0-9]{6,}\"");
    private static final List<String> UNIMPORTANT = List.of("date", "content-length");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Ports ports;
    private final List<Observation> seen = new ArrayList<>();

    HttpTalk(Ports ports) {
        this.ports = ports;
    }

    List<Observation> observations() {
        return seen;
    }

    /** A call of the gateway. */
    void call(String path, String json) {
        note("POST /v3/" + path + " " + json, request("/v3/" + path, "POST", json));
    }

    /** A call whose messages about bad JSON are each program's own: status and code are compared. */
    void badJson(String path, String json) {
        List<String> lines = new ArrayList<>(request("/v3/" + path, "POST", json));
        lines.replaceAll(line -> line.replaceAll("\"message\":\".*\"", "\"message\":..."));
        note("POST /v3/" + path + " " + json, lines);
    }

    /** Any other request. */
    void ask(String method, String path, String... headers) {
        note(method + " " + path + " " + String.join(" ", headers), request(path, method, "", headers));
    }

    private List<String> request(String path, String method, String body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ports.clientUrl() + path))
                    .timeout(PATIENCE)
                    .method(
                            method,
                            body.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            List<String> lines = head(answer);
            lines.add(plain(answer.body()));
            return lines;
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + ": " + e, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> head(HttpResponse<?> answer) {
        List<String> lines = new ArrayList<>(List.of(Integer.toString(answer.statusCode())));
        new TreeMap<>(answer.headers().map()).forEach((name, values) -> {
            if (!UNIMPORTANT.contains(name)) {
                lines.add(name + ": " + String.join(", ", values));
            }
        });
        return lines;
    }

    /** A stream that goes on: its first lines, after which it is cut. */
    void stream(String path, String json, int count) {
        List<String> lines = new ArrayList<>();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(ports.clientUrl() + "/v3/" + path))
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString(json))
                    .build();
            HttpResponse<java.io.InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            lines.addAll(head(answer));
            try (BufferedReader body =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < count; i++) {
                    lines.add(plain(String.valueOf(body.readLine())));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(path + ": " + e, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        note("POST /v3/" + path + " " + json, lines);
    }

    private static String plain(String body) {
        String ids = DIFFERS.matcher(compact(body)).replaceAll("\"$1\":N");
        return STORE_HASH.matcher(MEMBER.matcher(ids).replaceAll("{\"ID\":N")).replaceAll("\"hash\":N}");
    }

    /** Go's library for JSON puts spaces behind commas and colons in some builds and not in others, so that nobody relies on them. */
    private static String compact(String json) {
        return json.startsWith("{") ? SPACE.matcher(json).replaceAll("$1") : json;
    }

    private void note(String title, List<String> lines) {
        seen.add(new Observation(title, List.copyOf(lines)));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
