package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.tests.robustness.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A member falls behind the log of the others, and catches up by a snapshot while puts go on, with small heaps everywhere; also when it, or
 * the member that sends, is killed in the midst of it. {@code -Dquoin.snapshot.megabytes=2048} is how much data it has to get, and
 * {@code -Dquoin.snapshot.kill.megabytes=…} how much where members are killed: there the cluster is without a quorum until the data, which begins from
 * the start, has arrived, and puts have to go on before the test loses patience.
 */
class SnapshotCatchUpIT {
    private static final int SLICE_MEGABYTES = 64;
    private static final int MEGABYTES = Integer.getInteger("quoin.snapshot.megabytes", SLICE_MEGABYTES);
    private static final int KILL_MEGABYTES = Integer.getInteger("quoin.snapshot.kill.megabytes", SLICE_MEGABYTES);
    private static final Duration PATIENCE = Duration.ofSeconds(60 + Math.max(MEGABYTES, KILL_MEGABYTES) / 4);

    /** So few that the load leaves them behind in a moment. */
    private static final int LOG_ENTRIES = 100;

    /** What may come to be in memory beyond what was before: a cache that was not full, buffers and views, whatever the size of the data. */
    private static final int GROWTH_MIB = 256;

    /** A node with this heap and caches, full to the brim. */
    private static final int WHOLE_MIB = 768;

    private static final String HEAP = "-Xmx256m";
    private static final Pattern SEGMENT = Pattern.compile("[0-9a-f]{16}-([0-9a-f]{16})\\.log");
    private static final String SENDING = "sending snapshot at index";

    @TempDir
    Path folder;

    private final Table memory = new Table("member", "resident before [MiB]", "peak during [MiB]");

    @Test
    void catchesUpWhilePutsGoOn() {
        try (Members members = members()) {
            long filled = fill(members, MEGABYTES);
            try (Load load = Load.on(members, filled)) {
                Member leader = members.leader();
                Member slow = fallBehind(members, load);
                ProcessMemory sender = new ProcessMemory(leader.node());
                long before = sender.residentMib();
                sender.forgetPeak();
                long began = System.nanoTime();
                slow.launch();
                slow.awaitReady(PATIENCE);
                catchUp(slow, members);
                System.out.printf(
                        "%d MB by snapshot in %d s%n", MEGABYTES, (System.nanoTime() - began) / 1_000_000_000L);
                long receiverPeak = new ProcessMemory(slow.node()).peakMib();
                memory.row("sender", Long.toString(before), Long.toString(sender.peakMib()));
                memory.row("receiver", "not running", Long.toString(receiverPeak));
                memory.print(MEGABYTES + " MB by snapshot, heaps of 256 MB");
                assertThat(sender.peakMib()).isLessThan(before + GROWTH_MIB);
                assertThat(receiverPeak).isLessThan(WHOLE_MIB);
                requireSentOnce(leader, slow);
                load.awaitPuts(LOG_ENTRIES);
                if (MEGABYTES > SLICE_MEGABYTES) {
                    // Half a minute after it was replaced.
                    Eventually.until("one store is left of two", () -> stores(slow) == 1);
                }
                load.verify();
            }
        }
    }

    @Test
    void startsOverWhenTheReceiverOrTheSenderIsKilledInMidSnapshot() {
        try (Members members = members()) {
            long filled = fill(members, KILL_MEGABYTES);
            try (Load load = Load.on(members, filled)) {
                Member slow = fallBehind(members, load);
                beginAndStop(slow);
                slow.kill();
                slow.gate().heal();
                beginAndStop(slow);
                Member sender = members.leader();
                load.gap("kill of the sender " + sender);
                sender.kill();
                slow.gate().heal();
                load.awaitGapEnd();
                slow.awaitReady(PATIENCE);
                catchUp(slow, members);
                requireSentOnce(members.leader(), slow);
                sender.start();
                load.awaitPuts(LOG_ENTRIES);
                load.verify();
            }
        }
    }

    private Members members() {
        return Members.founders(folder, 3)
                .each(spec -> spec.flag("--snapshot-count", Integer.toString(LOG_ENTRIES))
                        .flag("--snapshot-catchup-entries", Integer.toString(LOG_ENTRIES))
                        .flag("--raft-segment-bytes", "64KiB")
                        .flag("--rocksdb-block-cache-size", "64MiB")
                        .flag("--rocksdb-memtable-total-size", "32MiB")
                        .flag("--rocksdb-memtable-size", "16MiB")
                        .flag("--quota-backend-bytes", Long.toString(8L << 30))
                        .environment("QUOIN_JAVA_OPTS", HEAP))
                .start();
    }

    private static long fill(Members members, int megabytes) {
        try (MemberClient client = members.leader().client()) {
            Ballast.put(client, megabytes);
            long revision = client.revision();
            members.awaitRevision(revision);
            return revision;
        }
    }

    /** Stops one, and lets the others go on until none of them has the entries any more that it would need. */
    private static Member fallBehind(Members members, Load load) {
        Member slow = members.others(members.leader()).getFirst();
        long last = raftIndex(slow);
        slow.stop();
        load.awaitPuts(LOG_ENTRIES * 3);
        members.up()
                .forEach(member -> Eventually.until(
                        member + " has cut its log", () -> firstIndexAtLeast(member) > last + LOG_ENTRIES));
        return slow;
    }

    private static long raftIndex(Member member) {
        try (MemberClient client = member.client()) {
            return client.status().getRaftIndex();
        }
    }

    /** The index in the name of the oldest file of the log. */
    private static long firstIndexAtLeast(Member member) {
        try (Stream<Path> files = Files.list(member.spec().dataDir().resolve("member/wal"))) {
            return files.map(file -> SEGMENT.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1), 16))
                    .min()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long stores(Member member) {
        try (Stream<Path> files = Files.list(member.spec().dataDir().resolve("member/store"))) {
            return files.filter(Files::isDirectory).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and stops what it is sent in the middle. */
    private static void beginAndStop(Member slow) {
        slow.gate().cutAfter((long) KILL_MEGABYTES << 19);
        slow.launch();
        slow.gate().awaitCut(PATIENCE);
    }

    private static void catchUp(Member slow, Members members) {
        long now = members.up().stream()
                .filter(member -> member != slow)
                .findFirst()
                .orElseThrow()
                .revision();
        Eventually.until(slow + " catches up", PATIENCE, () -> slow.revision() >= now);
    }

    /** A snapshot, and not the log; and one, because the log waits for who is being sent one. */
    private static void requireSentOnce(Member leader, Member to) {
        String receiver = Long.toHexString(to.id());
        assertThat(leader.node().log().soFar())
                .filteredOn(line -> line.contains(SENDING) && line.contains(receiver))
                .hasSize(1);
    }
}
