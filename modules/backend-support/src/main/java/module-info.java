/** Parts that most storage backends need. A library: a backend that uses it may bundle it. */
module dev.quoin.backend.support {
    requires static org.jspecify;
    requires transitive dev.quoin.api;

    exports dev.quoin.backend.support;
    exports dev.quoin.backend.support.layered;
}
