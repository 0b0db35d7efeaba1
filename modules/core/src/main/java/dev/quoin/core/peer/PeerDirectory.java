package dev.quoin.core.peer;

import dev.quoin.api.peer.PeerTransport;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.cluster.KnownMember;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.rpc.Member;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the transport's peers in step with the members. One that is not among the members yet, because this member has not caught up with the log, stays: only
 * one that was a member before and is not any more has left. Used by one thread at a time.
 */
public final class PeerDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(PeerDirectory.class);

    private final PeerTransport transport;
    private final long ownId;
    private final Set<Long> members = new HashSet<>();

    /** For the peers of a member. */
    public PeerDirectory(PeerTransport transport, long ownId) {
        this.transport = transport;
        this.ownId = ownId;
    }

    /** Adds peers that are known from elsewhere than this member's state. */
    public void hint(Collection<KnownMember> known) {
        known.forEach(this::dial);
    }

    /** These are the members now. */
    public void update(Collection<Member> now) {
        Set<Long> left = new HashSet<>(members);
        members.clear();
        for (Member member : now) {
            members.add(member.getID());
            dial(KnownMember.of(member));
        }
        left.removeAll(members);
        for (long id : left) {
            if (id != ownId) {
                transport.removePeer(id);
            }
        }
    }

    /** These were members once: whoever of them comes back is to be told so. */
    public void removed(Collection<Long> ids) {
        ids.forEach(transport::removePeer);
    }

    private void dial(KnownMember member) {
        List<URI> urls = urls(member);
        if (member.id() != ownId && !urls.isEmpty()) {
            transport.setPeer(member.id(), urls);
        }
    }

    /** Where a member is reached; what is no URL is left out. */
    public static List<URI> urls(Member member) {
        return urls(KnownMember.of(member));
    }

    /** Where the other members of the state are reached, by id. */
    public static Map<Long, List<URI>> others(Store store, long ownId) {
        Map<Long, List<URI>> others = new HashMap<>();
        try (StoreView view = store.openView()) {
            for (Member member : ClusterTable.members(view.backend())) {
                if (member.getID() != ownId) {
                    others.put(member.getID(), urls(member));
                }
            }
        }
        return others;
    }

    static List<URI> urls(KnownMember member) {
        List<URI> urls = new ArrayList<>();
        for (String text : member.peerUrls()) {
            try {
                urls.add(new URI(text));
            } catch (URISyntaxException e) {
                LOG.warn("member {} has a peer URL that is none: {}", Long.toHexString(member.id()), text);
            }
        }
        return urls;
    }
}
