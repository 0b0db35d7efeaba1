package dev.quoin.core.cluster;

import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.protocol.rpc.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The members a cluster begins with, with the ids that follow from their URLs and the cluster's token. All members compute the same from the same
 * configuration.
 */
public final class FoundingMembers {
    private final List<Member> members = new ArrayList<>();
    private final long clusterId;

    /**
     * Computes the ids.
     *
     * @param peerUrlsByName the initial cluster
     * @param clusterToken what tells clusters with the same URLs apart
     */
    public FoundingMembers(Map<String, ? extends Collection<String>> peerUrlsByName, String clusterToken) {
        peerUrlsByName.forEach((name, urls) -> {
            List<String> sorted = urls.stream().sorted().toList();
            members.add(Member.newBuilder()
                    .setID(ClusterIds.member(sorted, clusterToken))
                    .setName(name)
                    .addAllPeerURLs(sorted)
                    .build());
        });
        members.sort(Comparator.comparing(Member::getID, Long::compareUnsigned));
        clusterId = ClusterIds.cluster(members.stream().map(Member::getID).toList());
    }

    /** The members, by their ids as unsigned numbers. */
    public List<Member> members() {
        return members;
    }

    /** The identity of the member of this name; there must be one. */
    public MemberIdentity identity(String name) {
        return members.stream()
                .filter(member -> member.getName().equals(name))
                .findFirst()
                .map(member -> new MemberIdentity(clusterId, member.getID()))
                .orElseThrow(() -> new IllegalArgumentException("no initial member is named " + name));
    }

    /** Whether a member founded this very cluster. */
    public boolean include(MemberIdentity identity) {
        return identity.clusterId() == clusterId
                && members.stream().anyMatch(member -> member.getID() == identity.memberId());
    }

    /** The changes with which every member's log begins. */
    public List<MemberChange> changes() {
        return members.stream()
                .map(member -> new MemberChange(
                        MemberChange.Kind.ADD_VOTER,
                        member.getID(),
                        member.toBuilder().clearName().build().toByteArray()))
                .toList();
    }

    /** The change by which a member that nobody else needs to agree to is added as a voter. */
    public static MemberChange addition(long id, List<String> peerUrls) {
        Member member = Member.newBuilder().setID(id).addAllPeerURLs(peerUrls).build();
        return new MemberChange(MemberChange.Kind.ADD_VOTER, id, member.toByteArray());
    }
}
