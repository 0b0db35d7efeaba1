module dev.quoin.api {
    requires static org.jspecify;
}
