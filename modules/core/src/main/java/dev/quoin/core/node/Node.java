package dev.quoin.core.node;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.storage.Table;
import dev.quoin.api.transport.ApiHandler;
import dev.quoin.api.transport.Pages;
import dev.quoin.core.corruption.InitialCheck;
import dev.quoin.core.store.Tables;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A member: puts the parts together over a storage backend and a consensus engine, and offers the API to transports. Knows no plugin. The constructor opens
 * the backend and the parts' threads, {@link #start} lets the member take part, {@link #close} ends it in the reverse order, the backend last.
 */
public final class Node implements AutoCloseable {
    private final NodeConfig config;
    private final Surroundings around;
    private final CloseStack parts = new CloseStack();
    private final StorageParts storage;
    private final ConsensusParts log;
    private final Services services;

    /**
     * Puts a member together. When it fails, everything that it has opened is closed again.
     *
     * @param engine opens the consensus engine on the member's state machine
     */
    public Node(NodeConfig config, Surroundings around, Function<StateMachine, ConsensusNode> engine) {
        this.config = config;
        this.around = around;
        try {
            storage = new StorageParts(config, around, parts);
            log = new ConsensusParts(config, around, storage, engine, parts);
            services = new Services(config, around, storage, log, parts);
            NodeMeters.show(around.host().meters(), config, storage, log);
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    /** The tables that the backend must be opened with. */
    public static List<Table> tables() {
        return Tables.ALL;
    }

    /** What transports serve. */
    public ApiHandler api() {
        return services.methods;
    }

    /** Pages for people and probes. */
    public Pages pages() {
        return services.pages;
    }

    /** What etcd answers over HTTP on the port of members. */
    public Pages peerPages() {
        return services.peerPages;
    }

    /**
     * Compares this member's data with that of the others, where it is configured to; to be waited for before {@link #start}.
     *
     * @param done gets null when it may start, else one line that says why not; must not block
     */
    public void check(Consumer<@Nullable String> done) {
        if (!config.options().corruption().initial()) {
            done.accept(null);
            return;
        }
        long timeout = config.options().requests().timeout().toNanos();
        new InitialCheck(
                        around.host(),
                        storage.store,
                        around.peers(),
                        storage.hashes,
                        config.member().id(),
                        timeout,
                        done)
                .begin();
    }

    /** Starts to take part in the cluster. */
    public void start() {
        log.start();
        storage.compactor.start();
        services.leaderStreams.start();
    }

    /**
     * Runs a task once this member has made itself known to the cluster and so can serve.
     *
     * @param task is run on an agent; must not block
     */
    public void whenReady(Runnable task) {
        log.upkeep.whenReady(task);
    }

    /** Runs a task once this member has learnt that it was removed from the cluster. */
    public void whenRemoved(Runnable task) {
        log.removal.onRemoved(task);
    }

    /**
     * Hands leadership over where this member has it and somebody can take it.
     *
     * @param done runs when that is over, one way or the other; must not block
     */
    public void handOver(Runnable done) {
        log.moves.leave(done);
    }

    /** Ends; requests under way are answered with an error. */
    @Override
    public void close() {
        parts.close();
    }
}
