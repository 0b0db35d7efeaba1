package dev.quoin.benchmarks.compare;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Turns authentication on at a server, over the JSON gateway that every server of the comparison has. */
final class Users {
    private static final String ROOT = "{\"name\":\"root\",\"password\":\"root\"}";
    private static final String USER = "{\"name\":\"bench\",\"password\":\"bench\"}";
    /** All keys: from the smallest one on. */
    private static final String EVERYTHING =
            "{\"name\":\"bench\",\"perm\":{\"permType\":\"READWRITE\",\"key\":\"AA==\",\"range_end\":\"AA==\"}}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final InetSocketAddress server;

    Users(InetSocketAddress server) {
        this.server = server;
    }

    /**
     * Makes a user who may read and write all keys, without being root, and turns authentication on.
     *
     * @return the user's token
     */
    String enable() throws IOException {
        ask("user/add", ROOT);
        ask("user/grant", "{\"user\":\"root\",\"role\":\"root\"}");
        ask("role/add", "{\"name\":\"bench\"}");
        ask("role/grant", EVERYTHING);
        ask("user/add", USER);
        ask("user/grant", "{\"user\":\"bench\",\"role\":\"bench\"}");
        ask("enable", "{}");
        return JsonParser.parseString(ask("authenticate", USER))
                .getAsJsonObject()
                .get("token")
                .getAsString();
    }

    private String ask(String method, String body) throws IOException {
        URI uri = URI.create("http://" + server.getHostString() + ":" + server.getPort() + "/v3/auth/" + method);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(uri + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
