/** The launcher: configuration, plugin loading, logging and metrics around the core. */
module dev.quoin.distribution {
    requires static org.jspecify;
    requires ch.qos.logback.classic;
    requires dev.quoin.api;
    requires dev.quoin.core;
    requires info.picocli;
    requires org.jctools.core;
    requires org.slf4j;
    requires org.snakeyaml.engine;
}
