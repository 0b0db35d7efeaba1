package dev.quoin.ctl.command.check;

import dev.quoin.ctl.client.TlsException;
import dev.quoin.ctl.client.WebTls;
import dev.quoin.ctl.run.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Reads a member's metrics. */
final class Metrics {
    private Metrics() {}

    /** The value of a metric without labels; 0, with a word about why, if it cannot be read. */
    static double value(Run run, String endpoint, String name) {
        String base =
                endpoint.startsWith("http://") || endpoint.startsWith("https://") ? endpoint : "http://" + endpoint;
        Duration patience = run.flags().duration("command-timeout");
        try (HttpClient client = client(run, base, patience)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/metrics"))
                    .timeout(patience)
                    .build();
            String body = client.send(request, BodyHandlers.ofString()).body();
            return body.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line ->
                            Double.parseDouble(line.substring(name.length()).strip()))
                    .findFirst()
                    .orElseGet(() -> {
                        run.out().println("could not find: " + name);
                        return 0;
                    });
        } catch (TlsException e) {
            run.out().println("client certificate error: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            run.out().println("fetch error: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static HttpClient client(Run run, String base, Duration patience) throws TlsException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience);
        if (base.startsWith("https://")) {
            builder.sslContext(WebTls.context(run.config().tls()));
        }
        return builder.build();
    }
}
