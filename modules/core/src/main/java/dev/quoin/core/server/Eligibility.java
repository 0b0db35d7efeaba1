package dev.quoin.core.server;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.core.answer.EndedStream;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.kv.RangeQuery;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import java.nio.ByteBuffer;

/**
 * What every call has to pass before its handler sees it: a learner answers for its status and its own data only, and a client may ask for a member that knows
 * of a leader. Costs a read of the status and a look at the headers.
 */
public final class Eligibility {
    private static final String HAS_LEADER = "hasleader";
    private static final String YES = "true";

    private final ConsensusNode consensus;
    private final LeaderStreams streams;

    /** @param streams ends those that need a leader */
    public Eligibility(ConsensusNode consensus, LeaderStreams streams) {
        this.consensus = consensus;
        this.streams = streams;
    }

    /** @throws RequestException when a call is not admitted */
    void admit(EtcdMethods method, Call call, ByteBuffer request) {
        ConsensusStatus status = consensus.status();
        if (status.learner() && !isForLearners(method, request)) {
            throw new RequestException(EtcdError.NOT_SUPPORTED_FOR_LEARNER);
        }
        if (status.leaderId() == 0 && needsLeader(call)) {
            throw new RequestException(EtcdError.NO_LEADER);
        }
    }

    /** The same for a stream, which moreover ends when the leader is lost for long. */
    StreamHandler admitting(EtcdMethods method, StreamHandler handler) {
        return call -> {
            ConsensusStatus status = consensus.status();
            boolean needsLeader = needsLeader(call);
            if (status.learner() && method != EtcdMethods.MAINTENANCE_SNAPSHOT) {
                return EndedStream.with(call, EtcdError.NOT_SUPPORTED_FOR_LEARNER);
            }
            if (needsLeader && status.leaderId() == 0) {
                return EndedStream.with(call, EtcdError.NO_LEADER);
            }
            return needsLeader ? streams.open(call, handler) : handler.open(call);
        };
    }

    private static boolean needsLeader(Call call) {
        return YES.equals(call.header(HAS_LEADER));
    }

    private static boolean isForLearners(EtcdMethods method, ByteBuffer request) {
        return method == EtcdMethods.MAINTENANCE_STATUS
                || method == EtcdMethods.KV_RANGE
                        && RangeQuery.parse(request.duplicate()).serializable();
    }
}
