package dev.quoin.consensus.raft.wal;

import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import dev.quoin.testkit.host.SimDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What the tests of the log share. */
final class Logs {
    static final Path DIRECTORY = Path.of("/member/raft");
    static final MemberIdentity IDENTITY = new MemberIdentity(0xc1, 0x11);

    /** Small enough that a few entries fill a segment, and that hardly any is in memory. */
    static final LogOptions SMALL = new LogOptions(4096, 1024, 200);

    private Logs() {}

    static SimDisk disk(long seed) {
        SimDisk disk = new SimDisk(new SplittableRandom(seed));
        try {
            disk.createDirectories(DIRECTORY);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        disk.settle();
        return disk;
    }

    static LogStore open(SimDisk disk) {
        return LogStore.open(disk, DIRECTORY, IDENTITY, SMALL);
    }

    static List<Path> segments(SimDisk disk) {
        try {
            return disk.list(DIRECTORY);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Entry entry(long term, long index, String data) {
        return new Entry(term, index, EntryType.NORMAL, data.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Entries of random types with random data of random size, sometimes empty, sometimes all zeros. */
    static List<Entry> entries(RandomGenerator random, long term, long from, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] data = new byte[random.nextInt(4) == 0 ? random.nextInt(1500) : random.nextInt(60)];
            if (random.nextInt(8) != 0) {
                random.nextBytes(data);
            }
            EntryType type = EntryType.ofCode(random.nextInt(10) == 0 ? random.nextInt(3) : 0);
            entries.add(new Entry(term, from + i, type, data));
        }
        return entries;
    }

    static List<Entry> all(LogStore log) {
        List<Entry> all = new ArrayList<>();
        for (long next = log.firstIndex(); next <= log.lastIndex(); next = log.firstIndex() + all.size()) {
            all.addAll(log.entries(next, log.lastIndex() + 1, 700));
        }
        return all;
    }

    /** Entries compare by identity of their data; this makes them comparable by content. */
    static String text(Entry entry) {
        return entry.index() + "/" + entry.term() + "/" + entry.type().code() + "/"
                + java.util.HexFormat.of().formatHex(entry.data());
    }

    static List<String> texts(List<Entry> entries) {
        return entries.stream().map(Logs::text).toList();
    }
}
