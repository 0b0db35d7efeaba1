package dev.quoin.core.corruption;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What hashes say of members. As in etcd, whoever differs from a majority of all members is corrupt; where no majority agrees, nobody can tell who is, and the
 * whole cluster is, for which member 0 stands.
 *
 * @param complete whether all members were compared
 * @param corrupt the members that differ
 */
record HashVerdict(boolean complete, List<Long> corrupt) {
    /**
     * Judges.
     *
     * @param hashes of those members whose hash is known
     * @param members how many there are
     */
    static HashVerdict of(Map<Long, Integer> hashes, int members) {
        Map<Integer, List<Long>> byHash = new TreeMap<>(hashes.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList()))));
        boolean complete = hashes.size() == members;
        if (byHash.size() == 1) {
            return new HashVerdict(complete, List.of());
        }
        int quorum = members / 2 + 1;
        boolean agreed = byHash.values().stream().anyMatch(ids -> ids.size() >= quorum);
        if (!agreed) {
            return new HashVerdict(complete, List.of(0L));
        }
        return new HashVerdict(
                complete,
                byHash.values().stream()
                        .filter(ids -> ids.size() < quorum)
                        .flatMap(List::stream)
                        .sorted(Long::compareUnsigned)
                        .toList());
    }
}
