package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.consensus.ConsensusCapability;
import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.testkit.consensus.ConsensusConformance;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * An engine that offers no extra passes the kit when it refuses all of them: this one, with nothing but what every
 * engine has.
 */
class DecliningEngineTest extends ConsensusConformance {
    @Override
    protected ConsensusProvider provider() {
        return new PlainProvider(new RaftProvider());
    }

    private record PlainProvider(RaftProvider raft) implements ConsensusProvider {
        @Override
        public String name() {
            return "plain";
        }

        @Override
        public String description() {
            return "Raft without extras.";
        }

        @Override
        public ConfigSpec configSpec() {
            return raft.configSpec();
        }

        @Override
        public Set<ConsensusCapability> capabilities() {
            return Set.of();
        }

        @Override
        public ConsensusNode open(ConfigValues config, ConsensusContext context) {
            if (context.bootstrap().alone() != null) {
                throw unsupported();
            }
            return plain(raft.open(config, context));
        }
    }

    /** The node as it is, but for the two methods that are extras. */
    private static ConsensusNode plain(ConsensusNode node) {
        return (ConsensusNode) Proxy.newProxyInstance(
                ConsensusNode.class.getClassLoader(), new Class<?>[] {ConsensusNode.class}, (proxy, method, given) -> {
                    switch (method.getName()) {
                        case "change", "transferLeader" -> ((Completion<?>) given[1]).failed(unsupported());
                        default -> {
                            try {
                                return method.invoke(node, given);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                    return null;
                });
    }

    private static ClusterException unsupported() {
        return new ClusterException(Reason.UNSUPPORTED, "the consensus engine plain does not offer this");
    }
}
