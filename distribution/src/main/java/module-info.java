/** The launcher: configuration, plugin loading and logging around the core. */
module dev.quoin.distribution {
    requires static org.jspecify;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires dev.quoin.api;
    requires dev.quoin.backend.support;
    requires dev.quoin.core;
    requires dev.quoin.net;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires java.logging;
    requires java.naming;
    requires jdk.unsupported;
    requires jul.to.slf4j;
    requires org.jctools.core;
    requires org.slf4j;
    requires org.snakeyaml.engine;

    uses dev.quoin.api.auth.AuthProvider;
    uses dev.quoin.api.consensus.ConsensusProvider;
    uses dev.quoin.api.storage.StorageBackendProvider;
    uses dev.quoin.api.transport.ClientTransportProvider;
    uses dev.quoin.api.peer.PeerTransportProvider;

    provides ch.qos.logback.classic.spi.Configurator with
            dev.quoin.distribution.log.SilentStart;
    provides dev.quoin.api.auth.AuthProvider with
            dev.quoin.distribution.auth.NoAuthProvider;
    provides dev.quoin.api.peer.PeerTransportProvider with
            dev.quoin.distribution.peer.NoPeersProvider;
}
