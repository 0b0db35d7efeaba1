package dev.quoin.auth.oidc.keys;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A key set at a URL. Redirects are not followed: an issuer that moves says so in its own documents. */
record KeyUrl(URI url) implements KeyFetcher {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    @Override
    public String place() {
        return url.toString();
    }

    @Override
    public String text() throws KeysException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != OK) {
                    throw new KeysException(place(), "answered with status " + response.statusCode());
                }
                byte[] bytes = body.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new KeysException(place(), "answered with more than 1 MiB");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            } finally {
                client.shutdownNow();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new KeysException(place(), "cannot be read: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeysException(place(), "not read because the node ends");
        }
    }
}
