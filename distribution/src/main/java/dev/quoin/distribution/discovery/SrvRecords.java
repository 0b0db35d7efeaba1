package dev.quoin.distribution.discovery;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Looks up SRV records with the JDK's DNS client, at the name servers of the system, or at those that {@code java.naming.provider.url} names.
 * Only attributes of the DNS are read, which are texts: nothing that could be turned into objects.
 */
@SuppressWarnings("BanJNDI")
final class SrvRecords {
    private static final String FACTORY = "com.sun.jndi.dns.DnsContextFactory";
    private static final String TYPE = "SRV";
    /** The first try takes so many milliseconds at most, each further one twice as many. */
    private static final String TIMEOUT = "1000";

    private static final String RETRIES = "3";

    private SrvRecords() {}

    /** Where a service is offered; the host without the dot at its end. */
    record Target(String host, int port) {}

    /** @throws NamingException when there are none, or nobody answers */
    static List<Target> find(String name) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, FACTORY);
        environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT);
        environment.put("com.sun.jndi.dns.timeout.retries", RETRIES);
        InitialDirContext dns = new InitialDirContext(environment);
        try {
            Attribute found = dns.getAttributes(name, new String[] {TYPE}).get(TYPE);
            if (found == null) {
                throw new NamingException("no SRV records");
            }
            return targets(found.getAll());
        } finally {
            dns.close();
        }
    }

    private static List<Target> targets(NamingEnumeration<?> values) throws NamingException {
        List<Target> targets = new ArrayList<>();
        while (values.hasMore()) {
            // Priority, weight, port, target.
            String[] parts = String.valueOf(values.next()).split(" ", -1);
            String host = parts[3];
            targets.add(new Target(
                    host.endsWith(".") ? host.substring(0, host.length() - 1) : host, Integer.parseInt(parts[2])));
        }
        return targets;
    }
}
