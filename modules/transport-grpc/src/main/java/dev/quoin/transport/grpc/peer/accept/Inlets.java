package dev.quoin.transport.grpc.peer.accept;

import dev.quoin.api.peer.PeerHandler;
import dev.quoin.api.peer.PeerTransport.Lane;
import io.netty.channel.Channel;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams on which members send to this one. A member that dials anew takes the place of its former stream on that lane, so that messages never come
 * from two at a time.
 */
final class Inlets {
    private final PeerHandler handler;
    private final ConcurrentHashMap<Key, Inlet> current = new ConcurrentHashMap<>();

    private record Key(long from, Lane lane) {}

    Inlets(PeerHandler handler) {
        this.handler = handler;
    }

    Inlet open(long from, Lane lane, Channel stream) {
        Inlet inlet = new Inlet(new Key(from, lane), stream);
        Inlet old = current.put(inlet.key, inlet);
        if (old != null) {
            old.supersede();
        }
        return inlet;
    }

    /** Ends the streams of a member. */
    void close(long from) {
        for (Lane lane : Lane.values()) {
            Inlet inlet = current.remove(new Key(from, lane));
            if (inlet != null) {
                inlet.supersede();
            }
        }
    }

    /** One of them. */
    final class Inlet {
        private final Key key;
        private final Channel stream;
        private boolean superseded;

        Inlet(Key key, Channel stream) {
            this.key = key;
            this.stream = stream;
        }

        synchronized void received(byte[] message) {
            if (!superseded) {
                handler.received(key.from, message);
            }
        }

        private void supersede() {
            synchronized (this) {
                superseded = true;
            }
            stream.close();
        }

        void closed() {
            current.remove(key, this);
        }
    }
}
