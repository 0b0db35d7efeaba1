/** The load generator, the comparison of servers, and micro-benchmarks. Nothing depends on it. */
module dev.quoin.benchmarks {
    requires static org.jspecify;
    requires HdrHistogram;
    requires com.google.gson;
    requires java.net.http;
    requires com.google.protobuf;
    requires dev.quoin.api;
    requires dev.quoin.core;
    requires dev.quoin.protocol;
    requires info.picocli;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires java.management;
    requires jdk.jfr;
    requires jdk.management;
    requires jmh.core;

    opens dev.quoin.benchmarks.cli to
            info.picocli;
    opens dev.quoin.benchmarks.profile to
            com.google.gson;
    opens dev.quoin.benchmarks.report to
            com.google.gson;
}
