/** The contracts between Quoin's core and its plugins. Depends on nothing. */
module dev.quoin.api {
    requires static org.jspecify;

    exports dev.quoin.api;
    exports dev.quoin.api.auth;
    exports dev.quoin.api.config;
    exports dev.quoin.api.consensus;
    exports dev.quoin.api.host;
    exports dev.quoin.api.peer;
    exports dev.quoin.api.storage;
    exports dev.quoin.api.transport;
}
