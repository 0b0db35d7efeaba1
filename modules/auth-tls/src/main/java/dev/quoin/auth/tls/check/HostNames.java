package dev.quoin.auth.tls.check;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The hosts that a certificate is for: the addresses and DNS names among its subject alternative names, and, as in Go, nothing else.
 *
 * @param addresses the addresses
 * @param names the DNS names, in lower case; one may begin with {@code *.}
 */
record HostNames(List<InetAddress> addresses, List<String> names) {
    private static final int DNS = 2;
    private static final int IP = 7;

    static HostNames of(X509Certificate certificate) {
        List<InetAddress> addresses = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (List<?> name : alternatives(certificate)) {
            if (name.get(0) instanceof Integer kind && name.get(1) instanceof String text) {
                if (kind == DNS) {
                    names.add(text.toLowerCase(Locale.ROOT));
                } else if (kind == IP) {
                    addresses.add(InetAddress.ofLiteral(text));
                }
            }
        }
        return new HostNames(addresses, names);
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> found = certificate.getSubjectAlternativeNames();
            return found == null ? List.of() : found;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    boolean isEmpty() {
        return addresses.isEmpty() && names.isEmpty();
    }

    /** Whether the certificate is for a host. @param host a name, or an address, also in brackets */
    boolean cover(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return addresses.contains(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            String name = withoutDot(bare.toLowerCase(Locale.ROOT));
            return names.stream().anyMatch(pattern -> matches(pattern, name));
        }
    }

    /** A star stands for one whole label, the first. */
    private static boolean matches(String pattern, String name) {
        if (!pattern.startsWith("*.")) {
            return withoutDot(pattern).equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && withoutDot(pattern).substring(1).equals(name.substring(dot));
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
