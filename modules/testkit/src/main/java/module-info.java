/** Conformance kits, the simulator and fault injection: what a plugin author tests against. */
module dev.quoin.testkit {
    requires static org.jspecify;
    requires transitive dev.quoin.api;
    requires dev.quoin.protocol;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires org.slf4j;

    exports dev.quoin.testkit.host;
}
