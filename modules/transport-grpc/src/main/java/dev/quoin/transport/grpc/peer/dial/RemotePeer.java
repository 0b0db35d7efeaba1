package dev.quoin.transport.grpc.peer.dial;

import dev.quoin.api.peer.PeerTransport.Lane;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Another member as this one reaches it. Logs, and tells the handler, once for each change of state. Safe for use by any thread. */
public final class RemotePeer {
    private static final Logger LOG = LoggerFactory.getLogger(RemotePeer.class);

    private final Surroundings around;
    private final long id;
    private final Map<Lane, PeerLink> links = new EnumMap<>(Lane.class);
    private final Set<Lane> open = EnumSet.noneOf(Lane.class);
    private List<URI> urls;
    private String told = "";
    private boolean active;
    private long activeSince;

    public RemotePeer(Surroundings around, long id, List<URI> urls, Function<Lane, EventLoop> loops) {
        this.around = around;
        this.id = id;
        this.urls = List.copyOf(urls);
        for (Lane lane : Lane.values()) {
            links.put(lane, new PeerLink(around, this, lane, loops.apply(lane), this.urls));
        }
    }

    public void start() {
        LOG.atInfo()
                .addKeyValue("remote-peer-id", Long.toHexString(id))
                .addKeyValue("urls", urls)
                .log("started remote peer");
        links.values().forEach(PeerLink::start);
    }

    long id() {
        return id;
    }

    synchronized List<URI> urls() {
        return urls;
    }

    public void setUrls(List<URI> newUrls) {
        synchronized (this) {
            if (urls.equals(newUrls)) {
                return;
            }
            urls = List.copyOf(newUrls);
        }
        links.values().forEach(link -> link.urls(urls()));
    }

    public boolean send(Lane lane, List<byte[]> message) {
        return Objects.requireNonNull(links.get(lane)).send(message);
    }

    /** For how long it has been reached without a break, in nanoseconds; -1 when it is not. */
    public synchronized long activeNanos() {
        return active ? around.clock().nanoTime() - activeSince : -1;
    }

    synchronized void opened(Lane lane, URI url) {
        open.add(lane);
        if (!active && open.size() == Lane.values().length) {
            active = true;
            activeSince = around.clock().nanoTime();
            told = "";
            LOG.atInfo()
                    .addKeyValue("remote-peer-id", Long.toHexString(id))
                    .addKeyValue("url", url)
                    .log("peer became active");
        }
    }

    void failed(Lane lane, URI url, String why) {
        boolean lost;
        synchronized (this) {
            open.remove(lane);
            lost = active;
            active = false;
            // What changes from one attempt to the next, a port say, does not count as news.
            String news = why.replaceAll("[0-9]+", "#");
            if (lost || !news.equals(told)) {
                told = news;
                LOG.atWarn()
                        .addKeyValue("remote-peer-id", Long.toHexString(id))
                        .addKeyValue("url", url)
                        .addKeyValue("error", why)
                        .log(lost ? "peer became inactive" : "failed to reach peer");
            }
        }
        if (lost) {
            around.handler().unreachable(id);
        }
    }

    void dropping(Lane lane) {
        LOG.atWarn()
                .addKeyValue("remote-peer-id", Long.toHexString(id))
                .addKeyValue("lane", lane)
                .log("dropping messages: sending is slower than they come");
        around.handler().unreachable(id);
    }

    public void close() {
        links.values().forEach(PeerLink::close);
        LOG.atInfo().addKeyValue("remote-peer-id", Long.toHexString(id)).log("stopped remote peer");
    }
}
