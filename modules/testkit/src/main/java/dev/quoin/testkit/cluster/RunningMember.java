package dev.quoin.testkit.cluster;

import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.transport.ApiHandler;

/** One process of a member. Where the process is killed, nothing of this is called any more. */
public interface RunningMember extends AutoCloseable {
    /** Takes part in the cluster from now on. */
    void start();

    /** Returns the methods that it offers to clients. */
    ApiHandler api();

    /** Returns the status of its consensus engine. */
    ConsensusStatus status();

    /** Its state as of the last applied entry; to be closed. */
    ReadView openState();

    /** Runs a task once it can serve clients. */
    void whenReady(Runnable task);

    /** Runs a task once it has learnt that it was removed from the cluster. */
    void whenRemoved(Runnable task);

    /** Hands leadership over where it leads and somebody can take it; tells when that is over, if ever. */
    void handOver(Runnable done);

    /** Ends it in order. */
    @Override
    void close();
}
