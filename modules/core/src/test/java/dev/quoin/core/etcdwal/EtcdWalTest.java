package dev.quoin.core.etcdwal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.internal.Metadata;
import dev.quoin.protocol.raft.ConfState;
import dev.quoin.protocol.raft.Entry;
import dev.quoin.protocol.raft.EntryType;
import dev.quoin.protocol.raft.HardState;
import dev.quoin.protocol.wal.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is written is read again; a torn end is left out as etcd leaves it out, and all other damage is told. */
class EtcdWalTest {
    private static final String NAME = "0000000000000000-0000000000000000.wal";
    private static final int ENTRIES = 30;
    private static final int LAST_SIZE = 3000;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve(NAME);
        Metadata owner =
                Metadata.newBuilder().setNodeID(0xA1).setClusterID(0xB2).build();
        try (EtcdWalWriter out = new EtcdWalWriter(folder, owner)) {
            out.snapshot(Snapshot.newBuilder()
                    .setIndex(9)
                    .setTerm(2)
                    .setConfState(ConfState.newBuilder().addVoters(0xA1))
                    .build());
            for (int i = 10; i < 10 + ENTRIES; i++) {
                out.entry(entry(i, 3, i == 10 + ENTRIES - 1 ? LAST_SIZE : i));
            }
            out.state(HardState.newBuilder()
                    .setTerm(3)
                    .setVote(0xA1)
                    .setCommit(38)
                    .build());
            out.entry(entry(39, 4, LAST_SIZE));
        }
    }

    private static Entry entry(long index, long term, int size) {
        byte[] data = new byte[size];
        Arrays.fill(data, (byte) 7);
        return Entry.newBuilder()
                .setType(EntryType.EntryNormal)
                .setIndex(index)
                .setTerm(term)
                .setData(ByteString.copyFrom(data))
                .build();
    }

    private static List<String> entries(EtcdWal log, long after) throws IOException {
        List<String> found = new ArrayList<>();
        try (EtcdWal.Entries entries = log.entriesAfter(after)) {
            entries.forEachRemaining(entry -> found.add(entry.getTerm() + ":" + entry.getIndex()));
        }
        return found;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        EtcdWal log = EtcdWal.open(folder);
        assertThat(log.owner().getNodeID()).isEqualTo(0xA1);
        assertThat(log.owner().getClusterID()).isEqualTo(0xB2);
        assertThat(log.state().getCommit()).isEqualTo(38);
        assertThat(log.lastIndex()).isEqualTo(39);
        assertThat(log.torn()).isNull();
        Snapshot newest = log.newestSnapshot();
        assertThat(newest).isNotNull();
        assertThat(newest.getIndex()).isEqualTo(9);
        assertThat(log.term(9)).isEqualTo(2);
        assertThat(log.term(39)).isEqualTo(4);
        // The entry that overrides another follows it.
        assertThat(entries(log, 37)).containsExactly("3:38", "3:39", "4:39");
    }

    @Test
    void aTornEndIsLeftOut() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 1; cut < LAST_SIZE; cut += 97) {
            Files.write(file, Arrays.copyOf(whole, whole.length - cut));
            EtcdWal log = EtcdWal.open(folder);
            assertThat(log.torn()).as("cut by %d", cut).startsWith(file + ": record at byte ");
            assertThat(entries(log, 38)).containsExactly("3:39");
        }
        byte[] sector = whole.clone();
        int from = (whole.length - 1500) / 512 * 512;
        Arrays.fill(sector, from, from + 512, (byte) 0);
        Files.write(file, sector);
        assertThat(EtcdWal.open(folder).torn()).isNotNull();
    }

    @Test
    void spaceBehindTheEndIsNoDamage() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + (1 << 20)));
        EtcdWal log = EtcdWal.open(folder);
        assertThat(log.lastIndex()).isEqualTo(39);
        assertThat(log.torn()).isNull();
    }

    @Test
    void damageIsTold() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int at = 100; at < whole.length - LAST_SIZE; at += 131) {
            byte[] copy = whole.clone();
            copy[at] ^= 4;
            Files.write(file, copy);
            int changed = at;
            assertThatThrownBy(() -> {
                        EtcdWal log = EtcdWal.open(folder);
                        // A size that grew beyond the file looks like the torn end of it.
                        assertThat(log.torn()).as("byte %d", changed).isNotNull();
                        throw new WalException(file, 0, "torn, expected");
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining("expected")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void filesThatAreMissingAreNamed() throws IOException {
        Files.copy(file, folder.resolve("0000000000000002-0000000000000030.wal"));
        assertThatThrownBy(() -> EtcdWal.open(folder))
                .isInstanceOf(WalException.class)
                .hasMessageContaining("has sequence number 2, expected 1");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> EtcdWal.open(empty)).hasMessage(empty + ": has no .wal file, expected one or more");
    }

    /** The chain of checksums goes from file to file. */
    @Test
    void aFileOfAnotherLogDoesNotFit() throws IOException {
        Files.copy(file, folder.resolve("0000000000000001-0000000000000030.wal"));
        assertThatThrownBy(() -> EtcdWal.open(folder))
                .isInstanceOf(WalException.class)
                .hasMessageContaining(
                        "0000000000000001-0000000000000030.wal: record at byte 0: checksum is 0, expected");
    }
}
