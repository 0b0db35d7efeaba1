package dev.quoin.auth.tls.check;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Compares where a connection comes from with the hosts that its certificate is for, as etcd does: an address must be named, or a DNS name must lead to it or
 * be its own. Names are looked up on a thread for that. Safe for use by any thread.
 */
public final class Origins implements AutoCloseable {
    /** Members are few; whoever comes when so many wait is told to come again. */
    private static final int MAX_WAITING = 256;

    private final Agent lookups;

    /** Starts the thread. */
    public Origins(Host host) {
        lookups = host.startAgent("tls-lookup", MAX_WAITING, () -> {});
    }

    /** Why a connection is refused; empty where it is not. */
    public CompletionStage<Optional<String>> check(X509Certificate certificate, InetAddress remote) {
        HostNames hosts = HostNames.of(certificate);
        if (hosts.isEmpty() || hosts.addresses().contains(remote)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (hosts.names().isEmpty()) {
            return refused(
                    "x509: certificate is valid for " + texts(hosts.addresses()) + ", not " + remote.getHostAddress());
        }
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        if (!lookups.offer(() -> answer.complete(look(hosts.names(), remote)))) {
            return refused("too many lookups of names wait");
        }
        return answer;
    }

    private static CompletionStage<Optional<String>> refused(String why) {
        return CompletableFuture.completedFuture(Optional.of(why));
    }

    private static Optional<String> look(List<String> names, InetAddress remote) {
        for (String name : names) {
            if (!name.startsWith("*.") && leadsTo(name, remote)) {
                return Optional.empty();
            }
        }
        String own = remote.getCanonicalHostName().toLowerCase(Locale.ROOT);
        for (String name : names) {
            if (name.equals(own) || (name.startsWith("*.") && own.endsWith(name.substring(1)))) {
                return Optional.empty();
            }
        }
        return Optional.of("tls: \"" + remote.getHostAddress() + "\" does not match any of DNSNames [\""
                + String.join("\" \"", names) + "\"]");
    }

    private static boolean leadsTo(String name, InetAddress remote) {
        try {
            return Arrays.asList(InetAddress.getAllByName(name)).contains(remote);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String texts(List<InetAddress> addresses) {
        return String.join(
                ", ", addresses.stream().map(InetAddress::getHostAddress).toList());
    }

    @Override
    public void close() {
        lookups.close();
    }
}
