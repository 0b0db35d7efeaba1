package dev.quoin.benchmarks.profile;

import java.util.List;

/** Names the layer that a class belongs to, by its package. The first rule that fits wins. */
final class Layers {
    /** What is charged to the layer that called it. */
    static final String PLATFORM = "JDK";

    private static final String CORE = "dev.quoin.core.";

    private record Rule(String prefix, String layer) {}

    private static final List<Rule> RULES = List.of(
            new Rule("dev.quoin.consensus.raft.algorithm", "consensus: algorithm"),
            new Rule("dev.quoin.consensus", "consensus: log and runtime"),
            new Rule("dev.quoin.backend", "backend"),
            new Rule("org.rocksdb", "backend: engine"),
            new Rule("org.lmdbjava", "backend: engine"),
            new Rule("org.mapdb", "backend: engine"),
            new Rule("dev.quoin.transport", "transport"),
            new Rule("io.grpc", "transport: gRPC"),
            new Rule("io.netty.handler.codec", "transport: HTTP/2 codec"),
            new Rule("io.netty.channel.epoll", "transport: sockets"),
            new Rule("io.netty.channel.unix", "transport: sockets"),
            new Rule("io.netty.channel.nio", "transport: sockets"),
            new Rule("io.netty", "transport: Netty"),
            new Rule("com.google.protobuf", "messages"),
            new Rule("dev.quoin.protocol", "messages"),
            new Rule("dev.quoin.distribution.host", "host: threads and inboxes"),
            new Rule("dev.quoin.distribution", "launcher"),
            new Rule("org.slf4j", "logging"),
            new Rule("ch.qos.logback", "logging"),
            new Rule("org.jctools", "queues"),
            new Rule("dev.quoin.api", "api"),
            new Rule("java.", PLATFORM),
            new Rule("javax.", PLATFORM),
            new Rule("jdk.", PLATFORM),
            new Rule("sun.", PLATFORM));

    private Layers() {}

    static String of(String className) {
        if (className.startsWith(CORE)) {
            // Each package of the core is a concept, and a layer.
            String inCore = className.substring(CORE.length());
            int end = inCore.indexOf('.');
            return "core: " + (end < 0 ? "other" : inCore.substring(0, end));
        }
        for (Rule rule : RULES) {
            if (className.startsWith(rule.prefix)) {
                return rule.layer;
            }
        }
        return "other";
    }
}
