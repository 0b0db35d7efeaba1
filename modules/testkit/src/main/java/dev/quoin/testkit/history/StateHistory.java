package dev.quoin.testkit.history;

import dev.quoin.protocol.rpc.HashKVResponse;
import java.util.HashMap;
import java.util.Map;

/** Members that have applied the same have the same state, whole and as {@code HashKV} sees it. */
public final class StateHistory {
    private final Violations violations;
    private final Map<Long, Seen> states = new HashMap<>();
    private final Map<HashOf, Seen> hashes = new HashMap<>();

    private record Seen(long digest, String member) {}

    private record HashOf(long revision, long compacted) {}

    /** Begins without states. */
    public StateHistory(Violations violations) {
        this.violations = violations;
    }

    /** A member's state after an index has this digest. */
    public void state(String member, long appliedIndex, long digest) {
        compare(states, appliedIndex, new Seen(digest, member), "state after index " + appliedIndex);
    }

    /** A member answered a request for a hash. */
    public void hash(String member, HashKVResponse response) {
        HashOf what = new HashOf(response.getHashRevision(), response.getCompactRevision());
        compare(
                hashes,
                what,
                new Seen(Integer.toUnsignedLong(response.getHash()), member),
                "hash of revision " + what.revision + " compacted at " + what.compacted);
    }

    private <K> void compare(Map<K, Seen> known, K key, Seen seen, String what) {
        Seen before = known.putIfAbsent(key, seen);
        violations.require(
                before == null || before.digest == seen.digest,
                () -> seen.member + " has another " + what + " than " + before.member + ": "
                        + Long.toHexString(seen.digest) + ", " + Long.toHexString(before.digest));
    }
}
