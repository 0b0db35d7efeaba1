package dev.quoin.transport.grpc.peer;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerHandler;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.api.peer.PeerTransportContext;
import dev.quoin.net.client.SharesPort;
import dev.quoin.net.listen.ListenLimits;
import dev.quoin.net.listen.Listener;
import dev.quoin.net.loop.EventLoops;
import dev.quoin.net.protocol.ConnectionProtocol;
import dev.quoin.net.tls.TlsContexts;
import dev.quoin.transport.grpc.peer.accept.PeerGate;
import dev.quoin.transport.grpc.peer.accept.PeerProtocol;
import dev.quoin.transport.grpc.peer.accept.Reception;
import dev.quoin.transport.grpc.peer.dial.Dialler;
import dev.quoin.transport.grpc.peer.dial.Questions;
import dev.quoin.transport.grpc.peer.dial.RemotePeer;
import dev.quoin.transport.grpc.peer.dial.SnapshotSender;
import dev.quoin.transport.grpc.peer.dial.Surroundings;
import dev.quoin.transport.grpc.peer.stream.PeerSettings;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The links of a member on two event loops: one for what is urgent and for questions, one for bulk and snapshots. */
public final class GrpcPeerTransport implements PeerTransport, SharesPort {
    private static final int LOOPS = 2;
    private static final int BACKLOG = 1024;
    private static final int MAX_SNAPSHOTS = 4;
    /** Members that dial and are not known are dialled too, as long as all peers together are no more than this. */
    private static final int MAX_PEERS_WITH_STRANGERS = 64;

    private final PeerTransportContext context;
    private final PeerSettings settings;
    private final EventLoops loops;
    private final EventLoop urgent;
    private final EventLoop bulk;
    private final TlsContexts tls;
    private final Dialler dialler;
    private final Questions questions;
    private final PeerGate gate;
    private final ThreadPoolExecutor snapshots;
    private final Map<Long, List<URI>> wanted = new ConcurrentHashMap<>();
    private final Map<Long, RemotePeer> peers = new ConcurrentHashMap<>();
    private final List<ConnectionProtocol> guests = new ArrayList<>();
    private volatile @Nullable Surroundings around;
    private @Nullable Reception reception;
    private @Nullable Listener listener;
    private volatile boolean closed;

    /** Not started. */
    public GrpcPeerTransport(PeerTransportContext context, PeerSettings settings) {
        this.context = context;
        this.settings = settings;
        loops = new EventLoops("peer", LOOPS, true);
        List<EventLoop> both = new ArrayList<>();
        for (EventExecutor loop : loops.group()) {
            both.add((EventLoop) loop);
        }
        urgent = both.getFirst();
        bulk = both.getLast();
        tls = new TlsContexts(context.authenticator(), Authenticator.Listener.PEER);
        dialler = new Dialler(loops, tls, settings);
        questions = new Questions(dialler, context.identity(), settings, context.maxMessageBytes(), urgent);
        gate = new PeerGate(context.identity());
        AtomicInteger next = new AtomicInteger();
        snapshots = new ThreadPoolExecutor(
                0,
                MAX_SNAPSHOTS,
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> new Thread(task, "peer-snapshot-out-" + next.getAndIncrement()));
    }

    @Override
    public synchronized void start(PeerHandler handler) {
        if (around != null || closed) {
            throw new IllegalStateException("started before, or closed");
        }
        Reception opened = new Reception(handler, gate, this::onUnknownMember, context.maxMessageBytes());
        reception = opened;
        around = new Surroundings(
                settings,
                context.identity(),
                context.advertiseUrls(),
                dialler,
                context.host().clock(),
                context.host().random("peer-dial"),
                context.maxMessageBytes(),
                handler);
        listener = listen(new PeerProtocol(settings, opened));
        wanted.forEach(this::begin);
    }

    private Listener listen(PeerProtocol members) {
        List<ConnectionProtocol> protocols = new ArrayList<>(List.of(members));
        protocols.addAll(guests);
        guests.forEach(guest -> guest.start(loops));
        ListenLimits limits =
                new ListenLimits(settings.maxConnections(), settings.maxConnections(), BACKLOG, settings.dialTimeout());
        Listener listening = new Listener(new Listener.Settings(loops, tls, protocols, limits, members));
        listening.bind(context.listenUrls());
        return listening;
    }

    @Override
    public synchronized void share(ConnectionProtocol guest) {
        if (around != null) {
            throw new IllegalStateException("started before");
        }
        guests.add(guest);
    }

    @Override
    public synchronized void setPeer(long memberId, List<URI> urls) {
        if (closed || urls.isEmpty()) {
            return;
        }
        gate.restored(memberId);
        wanted.put(memberId, List.copyOf(urls));
        begin(memberId, urls);
        RemotePeer known = peers.get(memberId);
        if (known != null) {
            known.setUrls(urls);
        }
    }

    private void begin(long memberId, List<URI> urls) {
        Surroundings started = around;
        if (started != null) {
            peers.computeIfAbsent(memberId, id -> {
                RemotePeer peer = new RemotePeer(started, id, urls, lane -> lane == Lane.URGENT ? urgent : bulk);
                peer.start();
                return peer;
            });
        }
    }

    /** Called by event loops, for which {@link #close} and {@link #start} may be waiting under the lock: so it takes none, but looks again afterwards. */
    private void onUnknownMember(long memberId, List<URI> urls) {
        if (urls.isEmpty() || peers.containsKey(memberId) || peers.size() >= MAX_PEERS_WITH_STRANGERS) {
            return;
        }
        begin(memberId, urls);
        if (closed || gate.isRemoved(memberId)) {
            RemotePeer gone = peers.remove(memberId);
            if (gone != null) {
                gone.close();
            }
        }
    }

    @Override
    public synchronized void removePeer(long memberId) {
        wanted.remove(memberId);
        gate.removed(memberId);
        RemotePeer peer = peers.remove(memberId);
        if (peer != null) {
            peer.close();
        }
        if (reception != null) {
            reception.closeInlets(memberId);
        }
    }

    @Override
    public boolean send(long memberId, Lane lane, List<byte[]> message) {
        RemotePeer peer = peers.get(memberId);
        return peer != null && peer.send(lane, message);
    }

    @Override
    public long activeNanos(long memberId) {
        RemotePeer peer = peers.get(memberId);
        return peer == null ? -1 : peer.activeNanos();
    }

    @Override
    public void sendSnapshot(long memberId, byte[] message, ReadableByteChannel source, Completion<Void> done) {
        RemotePeer peer = peers.get(memberId);
        Surroundings started = around;
        if (peer == null || started == null) {
            SnapshotSender.refuse(source, done, Reason.IO, Long.toHexString(memberId) + " is not a member");
            return;
        }
        try {
            snapshots.execute(new SnapshotSender(started, peer, bulk, message, source, done));
        } catch (RejectedExecutionException e) {
            SnapshotSender.refuse(source, done, Reason.OVERLOADED, "too many snapshots are under way");
        }
    }

    @Override
    public void call(URI peer, String method, byte[] request, Completion<byte[]> done) {
        questions.call(peer, method, request, done);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            peers.values().forEach(RemotePeer::close);
            peers.clear();
            if (listener != null) {
                listener.cut();
            }
            if (reception != null) {
                reception.close();
            }
        }
        snapshots.shutdownNow();
        dialler.close();
        loops.close();
        guests.forEach(ConnectionProtocol::close);
    }
}
