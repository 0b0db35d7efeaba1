package dev.quoin.net.listen;

import io.netty.channel.Channel;

/** Is told of connections that no protocol took. Called on the connection's event loop; must not block. */
public interface Refusals {
    /** Tells nobody. */
    Refusals SILENT = new Refusals() {
        @Override
        public void refused(Channel channel, String why) {}

        @Override
        public void failed(Channel channel, Throwable cause) {}
    };

    /** The first bytes of a connection are no protocol's; it is closed. */
    void refused(Channel channel, String why);

    /** The TLS handshake failed, or the connection broke before its first bytes were understood; it is closed. */
    void failed(Channel channel, Throwable cause);
}
