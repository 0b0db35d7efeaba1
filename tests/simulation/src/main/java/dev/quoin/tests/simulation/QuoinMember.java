package dev.quoin.tests.simulation;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.transport.ApiHandler;
import dev.quoin.core.node.Node;
import dev.quoin.testkit.cluster.RunningMember;

/** A node, as the simulator handles it. */
record QuoinMember(Node node, ConsensusNode engine, SiteStores stores) implements RunningMember {
    @Override
    public void start() {
        node.start();
    }

    @Override
    public ApiHandler api() {
        return node.api();
    }

    @Override
    public ConsensusStatus status() {
        return engine.status();
    }

    @Override
    public ReadView openState() {
        return stores.current().openView();
    }

    @Override
    public void whenReady(Runnable task) {
        node.whenReady(task);
    }

    @Override
    public void whenRemoved(Runnable task) {
        node.whenRemoved(task);
    }

    @Override
    public void handOver(Runnable done) {
        node.handOver(done);
    }

    @Override
    public void close() {
        node.close();
    }
}
