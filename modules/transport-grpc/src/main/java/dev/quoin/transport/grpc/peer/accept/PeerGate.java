package dev.quoin.transport.grpc.peer.accept;

import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.transport.grpc.peer.stream.Grpc;
import dev.quoin.transport.grpc.peer.stream.Hello;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who may talk to this member, and logs a refusal once until its reason changes or the caller is let in. Safe for use by any thread. */
public final class PeerGate {
    private static final Logger LOG = LoggerFactory.getLogger(PeerGate.class);
    /** Strangers beyond so many are refused without a line of their own. */
    private static final int MAX_REMEMBERED = 1024;

    private final MemberIdentity identity;
    private final Set<Long> removed = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, String> refused = new ConcurrentHashMap<>();

    public PeerGate(MemberIdentity identity) {
        this.identity = identity;
    }

    public void removed(long member) {
        removed.add(member);
    }

    public boolean isRemoved(long member) {
        return removed.contains(member);
    }

    public void restored(long member) {
        removed.remove(member);
    }

    /** Why a stream of messages or a snapshot is refused, or null. */
    Grpc.@Nullable Ending check(Hello hello, String address) {
        Grpc.Ending why = refusal(hello);
        return tell(hello, address, why);
    }

    /** Why a question is refused, or null. Those who do not know the cluster yet may ask. */
    Grpc.@Nullable Ending checkCall(Hello hello, String address) {
        boolean foreign = hello.clusterId() != 0 && hello.clusterId() != identity.clusterId();
        Grpc.Ending why = hello.version() > Hello.VERSION ? version(hello) : foreign ? cluster(hello) : null;
        return tell(hello, address, why);
    }

    private Grpc.@Nullable Ending refusal(Hello hello) {
        if (hello.version() > Hello.VERSION || hello.version() < 1) {
            return version(hello);
        }
        if (hello.clusterId() != identity.clusterId()) {
            return cluster(hello);
        }
        if (hello.to() != identity.memberId()) {
            return refused("member ID mismatch: this is " + Long.toHexString(identity.memberId()) + ", not "
                    + Long.toHexString(hello.to()));
        }
        if (hello.from() == 0 || hello.from() == identity.memberId()) {
            return refused("member ID " + Long.toHexString(hello.from()) + " is not another member's");
        }
        if (removed.contains(hello.from())) {
            return new Grpc.Ending(
                    Grpc.Ending.FAILED_PRECONDITION,
                    "the member has been permanently removed from the cluster",
                    Grpc.Ending.REMOVED);
        }
        return null;
    }

    private static Grpc.Ending version(Hello hello) {
        return refused(
                "protocol version " + hello.version() + " is not spoken here, the latest known is " + Hello.VERSION);
    }

    private Grpc.Ending cluster(Hello hello) {
        return refused("cluster ID mismatch: this is " + Long.toHexString(identity.clusterId()) + ", not "
                + Long.toHexString(hello.clusterId()));
    }

    private static Grpc.Ending refused(String why) {
        return new Grpc.Ending(Grpc.Ending.FAILED_PRECONDITION, why, "");
    }

    private Grpc.@Nullable Ending tell(Hello hello, String address, Grpc.@Nullable Ending why) {
        String who = Long.toHexString(hello.from()) + " " + Long.toHexString(hello.clusterId());
        if (why == null) {
            refused.remove(who);
        } else if (refused.size() < MAX_REMEMBERED && !why.message().equals(refused.put(who, why.message()))) {
            LOG.atWarn()
                    .addKeyValue("remote-peer-id", Long.toHexString(hello.from()))
                    .addKeyValue("remote-address", address)
                    .addKeyValue("error", why.message())
                    .log("refused a peer");
        }
        return why;
    }

    /** Somebody who does not even greet like a member. */
    void notAPeer(String host, String why) {
        if (refused.size() < MAX_REMEMBERED && !why.equals(refused.put(host, why))) {
            LOG.atWarn()
                    .addKeyValue("remote-address", host)
                    .addKeyValue("error", why)
                    .log("refused a peer");
        }
    }
}
