package dev.quoin.core.answer;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.protocol.error.EtcdError;

/** The errors of the API for the reasons of the consensus engine. */
public final class ConsensusErrors {
    private ConsensusErrors() {}

    /** The API's error for a reason. */
    public static EtcdError of(ClusterException.Reason reason) {
        return switch (reason) {
            case NO_LEADER -> EtcdError.NO_LEADER;
            case LEADER_CHANGED -> EtcdError.LEADER_CHANGED;
            case OVERLOADED -> EtcdError.REQUEST_TOO_MANY_REQUESTS;
            case CHANGE_PENDING, REJECTED -> EtcdError.UNHEALTHY;
            case BAD_TRANSFEREE -> EtcdError.BAD_LEADER_TRANSFEREE;
            case TIMEOUT -> EtcdError.TIMEOUT;
            case STOPPED, CORRUPT, IO -> EtcdError.STOPPED;
            case UNSUPPORTED -> EtcdError.NOT_CAPABLE;
        };
    }
}
