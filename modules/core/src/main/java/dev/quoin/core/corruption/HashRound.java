package dev.quoin.core.corruption;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.core.corruption.HashAnswer.State;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One comparison: asks all members for their hash at one point, again and again until they have it or will not have it. Safe for use by any thread. */
final class HashRound {
    private static final int MAX_FAILURES = 5;

    private final HashPoint point;
    private final long begunNanos;
    private final Map<Long, List<URI>> others;
    private final Map<Long, HashAnswer> answers = new HashMap<>();
    private final Map<Long, Integer> failures = new HashMap<>();
    private final Set<Long> asking = new HashSet<>();

    /** @param others where the other members are reached */
    HashRound(HashPoint point, long begunNanos, Map<Long, List<URI>> others) {
        this.point = point;
        this.begunNanos = begunNanos;
        this.others = others;
    }

    HashPoint point() {
        return point;
    }

    long begunNanos() {
        return begunNanos;
    }

    /** Asks those who have not given their last answer and are not being asked just now. */
    void ask(PeerTransport peers) {
        others.forEach((id, urls) -> {
            URI url = begin(id, urls);
            if (url != null) {
                peers.call(url, HashKeeper.QUESTION, point.encode(), new Completion<>() {
                    @Override
                    public void done(byte[] response) {
                        answered(id, HashAnswer.decode(response));
                    }

                    @Override
                    public void failed(ClusterException cause) {
                        answered(id, HashAnswer.SILENT);
                    }
                });
            }
        });
    }

    private synchronized @Nullable URI begin(long id, List<URI> urls) {
        if (answers.containsKey(id) || urls.isEmpty() || !asking.add(id)) {
            return null;
        }
        return urls.get(failures.getOrDefault(id, 0) % urls.size());
    }

    private synchronized void answered(long id, HashAnswer answer) {
        asking.remove(id);
        switch (answer.state()) {
            case KNOWN, GONE -> answers.put(id, answer);
            case PENDING -> failures.remove(id);
            case SILENT -> {
                if (failures.merge(id, 1, Integer::sum) >= MAX_FAILURES) {
                    answers.put(id, answer);
                }
            }
        }
    }

    /** Whether nothing more will come. */
    synchronized boolean isOver() {
        return answers.size() == others.size();
    }

    /** Who is asked. */
    Set<Long> members() {
        return others.keySet();
    }

    /** The last answers of those who gave one. */
    synchronized Map<Long, HashAnswer> answers() {
        return Map.copyOf(answers);
    }

    /** What has come of it, given this member's own hash. */
    synchronized HashVerdict verdict(long ownId, int ownHash) {
        Map<Long, Integer> hashes = new HashMap<>();
        hashes.put(ownId, ownHash);
        answers.forEach((id, answer) -> {
            if (answer.state() == State.KNOWN) {
                hashes.put(id, answer.hash());
            }
        });
        return HashVerdict.of(hashes, others.size() + 1);
    }
}
