module dev.quoin.consensus.raft {
    requires static org.jspecify;
    requires dev.quoin.api;
    requires org.jctools.core;
    requires org.slf4j;
}
