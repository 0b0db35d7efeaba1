package dev.quoin.distribution.discovery;

import dev.quoin.api.config.ConfigException;
import dev.quoin.distribution.config.InitialCluster;
import dev.quoin.distribution.config.NodeOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The initial cluster from DNS, {@code --discovery-srv}: {@code _etcd-server-ssl._tcp} gives members with https, {@code _etcd-server._tcp} those without. A record
 * that leads to one of this member's own peer URLs is this member; the others get numbers for names, as with etcd.
 */
public final class SrvDiscovery {
    private static final Logger LOG = LoggerFactory.getLogger(SrvDiscovery.class);

    private final NodeOptions options;
    private final NodeOptions.Srv srv;

    private SrvDiscovery(NodeOptions options, NodeOptions.Srv srv) {
        this.options = options;
        this.srv = srv;
    }

    /**
     * Looks the cluster up.
     *
     * @throws ConfigException when nothing is found, or this member is not among it
     */
    public static InitialCluster find(NodeOptions options, NodeOptions.Srv srv) {
        return new SrvDiscovery(options, srv).find();
    }

    private InitialCluster find() {
        String suffix = srv.serviceName().isEmpty() ? "" : "-" + srv.serviceName();
        List<String> members = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        lookUp("https", "etcd-server-ssl" + suffix, members, failures);
        lookUp("http", "etcd-server" + suffix, members, failures);
        if (members.isEmpty()) {
            throw failed(String.join("; ", failures));
        }
        members.forEach(member -> LOG.atInfo().addKeyValue("node", member).log("found a member in DNS"));
        InitialCluster cluster = InitialCluster.parse(
                String.join(",", members), options.cluster().token());
        if (!cluster.members().containsKey(options.name())) {
            throw failed("cannot find local etcd member \"" + options.name() + "\" in SRV records");
        }
        return cluster;
    }

    private static ConfigException failed(String why) {
        return new ConfigException("error setting up initial cluster: " + why);
    }

    private void lookUp(String scheme, String service, List<String> members, List<String> failures) {
        String failure = "";
        int unnamed = 0;
        List<String> found = new ArrayList<>();
        try {
            Map<InetSocketAddress, URI> own = own();
            for (SrvRecords.Target target : SrvRecords.find("_" + service + "._tcp." + srv.domain())) {
                URI self = self(target, own);
                String url = scheme + "://" + target.host() + ":" + target.port();
                if (self != null && !scheme.equals(self.getScheme())) {
                    failure = "bootstrap at " + url + " from DNS for " + service
                            + " has scheme mismatch with expected peer " + self;
                } else {
                    found.add((self == null ? Integer.toString(unnamed++) : options.name()) + "=" + url);
                }
            }
        } catch (NamingException | UnknownHostException e) {
            failure = reason(e);
        }
        if (found.isEmpty()) {
            failures.add("error querying DNS SRV records for _" + service + " " + failure);
        }
        members.addAll(found);
    }

    /** Without the line breaks and class names that some of the JDK's messages have. */
    private static String reason(Exception e) {
        return e instanceof UnknownHostException
                ? "lookup " + e.getMessage() + ": no such host"
                : String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    private Map<InetSocketAddress, URI> own() throws UnknownHostException {
        Map<InetSocketAddress, URI> own = new HashMap<>();
        for (URI url : options.urls().advertisePeer()) {
            own.put(resolve(url.getHost(), url.getPort()), url);
        }
        return own;
    }

    /** Who has no address at the moment is another member all the same; left out, each member might found a cluster of those it could see. */
    private static @Nullable URI self(SrvRecords.Target target, Map<InetSocketAddress, URI> own) {
        try {
            return own.get(resolve(target.host(), target.port()));
        } catch (UnknownHostException e) {
            LOG.atWarn().addKeyValue("host", target.host()).log("a member found in DNS has no address there");
            return null;
        }
    }

    private static InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }
}
