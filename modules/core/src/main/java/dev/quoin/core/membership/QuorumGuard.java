package dev.quoin.core.membership;

import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.core.answer.RequestException;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.Member;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses membership changes after which the cluster could not go on, by what this member knows of the others: who has started, and whom it has been reaching
 * for a while. The rules and their order are etcd's.
 */
public final class QuorumGuard {
    private static final Logger LOG = LoggerFactory.getLogger(QuorumGuard.class);
    private static final long HEALTHY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int READY_PERCENT = 90;

    private final PeerTransport peers;
    private final long ownId;
    private final boolean strict;

    /** @param strict whether anything but a learner's readiness is checked */
    public QuorumGuard(PeerTransport peers, long ownId, boolean strict) {
        this.peers = peers;
        this.ownId = ownId;
        this.strict = strict;
    }

    /** @throws RequestException when a member may not be added now */
    public void mayAdd(List<Member> members, boolean learner) {
        if (!strict) {
            return;
        }
        List<Member> voters = voters(members);
        long started = started(voters);
        // One member of one is where a cluster is restored from; it may always get a second.
        boolean restoring = started == 1 && voters.size() == 1;
        if (!learner && !restoring && started < quorum(voters.size() + 1)) {
            throw refused("member add", EtcdError.MEMBER_NOT_ENOUGH_STARTED);
        }
        if (voters.size() > 1 && healthy(voters) < quorum(voters.size() + 1)) {
            throw refused("member add", EtcdError.UNHEALTHY);
        }
    }

    /** @throws RequestException when a member may not be removed now */
    public void mayRemove(List<Member> members, long id) {
        boolean learner = members.stream().anyMatch(member -> member.getID() == id && member.getIsLearner());
        if (!strict || learner) {
            return;
        }
        List<Member> voters = voters(members);
        List<Member> rest =
                voters.stream().filter(member -> member.getID() != id).toList();
        if (started(rest) < quorum(rest.size())) {
            throw refused("member remove", EtcdError.MEMBER_NOT_ENOUGH_STARTED);
        }
        // One that is down takes no part in the quorum, so nothing is lost with it.
        boolean down = id != ownId && peers.activeNanos(id) < 0;
        if (!down && healthy(voters) - 1 < 1 + (voters.size() - 1) / 2) {
            throw refused("member remove", EtcdError.UNHEALTHY);
        }
    }

    /**
     * To be asked on the leader.
     *
     * @throws RequestException when a learner may not become a voter now
     */
    public void mayPromote(List<Member> members, ConsensusStatus status, long id) {
        Long match = id == ownId
                ? Long.valueOf(status.lastIndex())
                : status.matchIndex().get(id);
        if (match == null) {
            throw new RequestException(EtcdError.MEMBER_NOT_FOUND);
        }
        if (match * 100 < status.lastIndex() * READY_PERCENT) {
            throw refused("member promote", EtcdError.LEARNER_NOT_READY);
        }
        List<Member> voters = voters(members);
        if (strict && started(voters) + 1 < quorum(voters.size() + 1)) {
            throw refused("member promote", EtcdError.MEMBER_NOT_ENOUGH_STARTED);
        }
    }

    private static RequestException refused(String what, EtcdError why) {
        LOG.atWarn().addKeyValue("error", why.text()).log("rejecting {} request", what);
        return new RequestException(why);
    }

    private static List<Member> voters(List<Member> members) {
        return members.stream().filter(member -> !member.getIsLearner()).toList();
    }

    /** A member that has started has made its name known. */
    private static long started(List<Member> members) {
        return members.stream().filter(member -> !member.getName().isEmpty()).count();
    }

    private long healthy(List<Member> members) {
        return members.stream()
                .filter(member -> member.getID() == ownId || peers.activeNanos(member.getID()) > HEALTHY_NANOS)
                .count();
    }

    private static int quorum(int count) {
        return count / 2 + 1;
    }
}
