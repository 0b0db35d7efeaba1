package dev.quoin.net.client;

import dev.quoin.net.protocol.ConnectionProtocol;

/** A transport whose ports other protocols may share. Peer transports that listen through this module implement it. */
public interface SharesPort {
    /** Adds a protocol that is spoken on the transport's ports too, behind its own. It belongs to the transport from now on. Before {@code start} only. */
    void share(ConnectionProtocol guest);
}
