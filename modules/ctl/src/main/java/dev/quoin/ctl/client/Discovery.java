package dev.quoin.ctl.client;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** Finds endpoints by SRV records of the domain name system. */
public final class Discovery {
    private Discovery() {}

    /**
     * The endpoints of a domain: those with TLS first.
     *
     * @param name the cluster's name, or empty
     * @throws NamingException if neither record can be had
     */
    public static List<String> find(String domain, String name) throws NamingException {
        String suffix = name.isEmpty() ? "" : "-" + name;
        List<String> endpoints = new ArrayList<>(records("_etcd-client-ssl" + suffix + "._tcp." + domain, "https"));
        endpoints.addAll(records("_etcd-client" + suffix + "._tcp." + domain, "http"));
        if (endpoints.isEmpty()) {
            throw new NameNotFoundException("lookup _etcd-client" + suffix + "._tcp." + domain + ": no such host");
        }
        return endpoints;
    }

    @SuppressWarnings("BanJNDI") // the name service provider reads records and deserialises nothing
    private static List<String> records(String name, String scheme) throws NamingException {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", "1000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        InitialDirContext context = new InitialDirContext(settings);
        List<String> endpoints = new ArrayList<>();
        try {
            Attribute found = context.getAttributes(name, new String[] {"SRV"}).get("SRV");
            NamingEnumeration<?> records = found == null ? null : found.getAll();
            while (records != null && records.hasMore()) {
                String[] parts = records.next().toString().split(" ");
                String host = parts[3].endsWith(".") ? parts[3].substring(0, parts[3].length() - 1) : parts[3];
                endpoints.add(scheme + "://" + host + ":" + parts[2]);
            }
        } catch (NameNotFoundException e) {
            return endpoints;
        } finally {
            context.close();
        }
        return endpoints;
    }
}
