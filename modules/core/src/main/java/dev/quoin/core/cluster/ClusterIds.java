package dev.quoin.core.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;

/** The ids of members and clusters as etcd derives them: the first eight bytes of a SHA-1. */
public final class ClusterIds {
    private ClusterIds() {}

    /** The id of a founding member: of its sorted peer URLs, joined, and the cluster's token. */
    public static long member(List<String> peerUrls, String clusterToken) {
        return first(sha1().digest((joined(peerUrls) + clusterToken).getBytes(UTF_8)));
    }

    /** The id of a member added later: the time in seconds is hashed too, so that the same URLs can come back as another member. */
    public static long addedMember(List<String> peerUrls, String clusterToken, long unixSeconds) {
        return first(sha1().digest((joined(peerUrls) + clusterToken + unixSeconds).getBytes(UTF_8)));
    }

    /** The id of a cluster: of its founding members' ids, sorted as unsigned numbers. */
    public static long cluster(Collection<Long> memberIds) {
        MessageDigest digest = sha1();
        memberIds.stream()
                .sorted(Long::compareUnsigned)
                .forEach(id -> digest.update(
                        ByteBuffer.allocate(Long.BYTES).putLong(id).flip()));
        return first(digest.digest());
    }

    private static String joined(List<String> peerUrls) {
        return String.join("", peerUrls.stream().sorted().toList());
    }

    private static long first(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
