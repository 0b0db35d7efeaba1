package dev.quoin.ctl.client;

import java.time.Duration;
import java.util.List;

/**
 * How to reach a cluster.
 *
 * @param endpoints where its members listen, one at least
 * @param dialTimeout how long logging in may take
 * @param keepAliveTime how long a silent connection is left alone
 * @param keepAliveTimeout how long the answer to a ping may take
 * @param maxSend the largest request in bytes; 0 for 2 MiB
 * @param maxReceive the largest response in bytes; 0 for no limit
 * @param tls certificates
 * @param credentials who asks
 */
public record ClientConfig(
        List<String> endpoints,
        Duration dialTimeout,
        Duration keepAliveTime,
        Duration keepAliveTimeout,
        int maxSend,
        int maxReceive,
        TlsConfig tls,
        Credentials credentials) {

    /** The same for other endpoints. */
    public ClientConfig at(List<String> others) {
        return new ClientConfig(
                others, dialTimeout, keepAliveTime, keepAliveTimeout, maxSend, maxReceive, tls, credentials);
    }
}
