package dev.quoin.tests.compat.differential;

import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * etcd and the server under test, which are told the same things. They advertise the same URLs, and so have the same
 * ids.
 */
final class Pair implements AutoCloseable {

    private static final int STREAMS = 3;

    /** On these every watch is told of in order before progress is; see {@link WatchRequests}. */
    private static final int ORDERED_STREAMS = 2;

    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final long PAUSE_NANOS = 5_000_000;

    /** Services that may not be there yet: a request to each that does nothing, where it is there. */
    private static final List<EtcdMethods> LATE =
            List.of(EtcdMethods.AUTH_STATUS, EtcdMethods.LOCK_UNLOCK, EtcdMethods.MAINTENANCE_DOWNGRADE);

    private final Side expected;
    private final Side actual;
    private final List<Step> steps = new ArrayList<>();
    private final Set<EtcdMethods> notServed = EnumSet.noneOf(EtcdMethods.class);
    private long compacted = -1;

    Pair(ServerProgram etcd, ServerProgram underTest, Path folder) {
        Ports advertised = Ports.free();
        expected = new Side(spec(etcd, folder.resolve("etcd"), advertised));
        try {
            actual = new Side(spec(underTest, folder.resolve("under-test"), advertised));
        } catch (RuntimeException | AssertionError e) {
            expected.close();
            throw e;
        }
        for (EtcdMethods late : LATE) {
            if (!actual.serves(late) || !expected.serves(late)) {
                notServed.add(late);
            }
        }
    }

    private static NodeSpec spec(ServerProgram program, Path dataDir, Ports advertised) {
        return NodeSpec.of(program, dataDir)
                .flag("--advertise-client-urls", advertised.clientUrl())
                .flag("--initial-advertise-peer-urls", advertised.peerUrl())
                .flag("--initial-cluster", "node=" + advertised.peerUrl());
    }

    long head() {
        return expected.revision();
    }

    /** Does a step on both. */
    Optional<Difference> run(Step planned) {
        Step step = planned.at(head());
        if (Accepted.avoids(step) || isNotServed(step.method())) {
            return Optional.empty();
        }
        if (step.method() == EtcdMethods.KV_COMPACT) {
            Optional<Difference> events = settle();
            if (events.isPresent()) {
                return events;
            }
        }
        steps.add(step);
        Optional<Difference> difference =
                compare(Accepted.without(step, expected.run(step)), Accepted.without(step, actual.run(step)));
        follow(step);
        return difference;
    }

    private boolean isNotServed(EtcdMethods method) {
        return notServed.stream()
                .anyMatch(late -> service(late).equals(service(method))
                        && (!service(method).endsWith("Maintenance") || late == method));
    }

    /** Elections come with locks. */
    private static String service(EtcdMethods method) {
        String path = method.path();
        return path.substring(0, path.lastIndexOf('/')).replaceFirst("v3(lock|election)pb.*", "lock");
    }

    /**
     * A watch that starts before what is compacted ends by itself, a moment later. The steps after it must not come in
     * between.
     */
    private void follow(Step step) {
        if (step.method() == EtcdMethods.KV_COMPACT) {
            long revision = ((CompactionRequest) step.request()).getRevision();
            compacted = revision <= head() ? Math.max(compacted, revision) : compacted;
        }
        if (step.kind() == Step.Kind.WATCH && startsTooEarly(step.request())) {
            expected.stream(step.stream()).awaitLastGone();
            actual.stream(step.stream()).awaitLastGone();
        }
    }

    private boolean startsTooEarly(Message request) {
        long start = ((WatchRequest) request).getCreateRequest().getStartRevision();
        return start != 0 && start < compacted;
    }

    /** Waits until both have told the watches everything, and compares that. */
    Optional<Difference> settle() {
        for (int i = 0; i < STREAMS; i++) {
            if (i < ORDERED_STREAMS) {
                Optional<Difference> progress =
                        run(Step.onStream(Step.Kind.PROGRESS, i, WatchRequest.getDefaultInstance(), head()));
                if (progress.isPresent()) {
                    return progress;
                }
            }
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (!expected.stream(i).log().equals(actual.stream(i).log()) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            Optional<Difference> difference =
                    compare(i, expected.stream(i).log(), actual.stream(i).log());
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> compare(int stream, Map<Long, List<String>> first, Map<Long, List<String>> second) {
        TreeSet<Long> watches = new TreeSet<>(first.keySet());
        watches.addAll(second.keySet());
        for (long watch : watches) {
            List<String> left = first.getOrDefault(watch, List.of());
            List<String> right = second.getOrDefault(watch, List.of());
            if (!left.equals(right)) {
                int same = 0;
                while (same < Math.min(left.size(), right.size())
                        && left.get(same).equals(right.get(same))) {
                    same++;
                }
                String what = "stream " + stream + ", watch " + watch + ", from event " + same + " on: ";
                return compare(what + left.subList(same, left.size()), what + right.subList(same, right.size()));
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> compare(String first, String second) {
        return first.equals(second) ? Optional.empty() : Optional.of(new Difference(List.copyOf(steps), first, second));
    }

    @Override
    public void close() {
        expected.close();
        actual.close();
    }
}
