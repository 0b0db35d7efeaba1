/**
 * Quoin's own Raft: a pure algorithm, a log in segment files, and the threads that run them. A plugin: it provides, and
 * exports nothing.
 */
module dev.quoin.consensus.raft {
    requires static org.jspecify;
    requires dev.quoin.api;
    requires org.jctools.core;
    requires org.slf4j;

    provides dev.quoin.api.consensus.ConsensusProvider with
            dev.quoin.consensus.raft.runtime.RaftProvider;
}
