package dev.quoin.core.cluster;

import dev.quoin.protocol.error.EtcdError;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Why a membership change is not carried out: etcd's reasons, as the log tells them, and what clients are told. */
public enum MemberVeto {
    /** Whoever was removed never comes back under the same id, since others may hold what it once voted. */
    ID_REMOVED("membership: ID removed", EtcdError.MEMBER_NOT_FOUND),
    /** One with this id is a member. */
    ID_EXISTS("membership: ID exists", EtcdError.MEMBER_EXIST),
    /** None with this id is a member. */
    ID_NOT_FOUND("membership: ID not found", EtcdError.MEMBER_NOT_FOUND),
    /** Another member has one of the peer URLs. */
    PEER_URL_EXISTS("membership: peerURL exists", EtcdError.PEER_URL_EXIST),
    /** A new member names no peer URL. */
    NO_PEER_URLS("membership: no peerURL", EtcdError.MEMBER_BAD_URLS),
    /** It votes already. */
    NOT_LEARNER("membership: can only promote a learner member", EtcdError.MEMBER_NOT_LEARNER),
    /** There are as many learners as whoever proposes another one allows. */
    TOO_MANY_LEARNERS("membership: too many learner members in cluster", EtcdError.TOO_MANY_LEARNERS);

    private final String text;
    private final EtcdError error;

    MemberVeto(String text, EtcdError error) {
        this.text = text;
        this.error = error;
    }

    /** What a client is told of a refusal with this text. */
    public static EtcdError error(@Nullable String text) {
        return Arrays.stream(values())
                .filter(veto -> veto.text.equals(text))
                .findFirst()
                .map(MemberVeto::error)
                .orElse(EtcdError.UNHEALTHY);
    }

    /** One line for the log. */
    public String text() {
        return text;
    }

    /** What a client is told. */
    public EtcdError error() {
        return error;
    }
}
