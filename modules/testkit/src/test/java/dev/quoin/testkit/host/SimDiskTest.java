package dev.quoin.testkit.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.host.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimDiskTest {
    private static final Path DIR = Path.of("/data");
    private static final Path FILE = DIR.resolve("a");

    @Test
    void syncedContentUnderASyncedNameSurvives() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            SimDisk disk = settled(seed);
            write(disk, FILE, "durable", 0).sync();
            disk.syncDirectory(DIR);
            disk.crash();
            assertThat(text(disk, FILE)).isEqualTo("durable");
        }
    }

    @Test
    void unsyncedContentMayBeLostKeptOrTorn() throws IOException {
        Set<String> seen = new TreeSet<>();
        String sector = "x".repeat(512);
        for (int seed = 0; seed < 200; seed++) {
            SimDisk disk = settled(seed);
            DiskFile file = write(disk, FILE, "", 0);
            file.setSize(1024);
            file.sync();
            disk.syncDirectory(DIR);
            file.write(ByteBuffer.wrap((sector + sector).getBytes(US_ASCII)), 0);
            disk.crash();
            String left = text(disk, FILE);
            seen.add((left.startsWith("x") ? "first" : "-") + " " + (left.endsWith("x") ? "second" : "-"));
            assertThat(left.replace(sector, "").replace("\0".repeat(512), "")).isEmpty();
        }
        assertThat(seen).containsExactlyInAnyOrder("- -", "first -", "- second", "first second");
    }

    @Test
    void aNameIsDurableOnlyAfterItsFolderWasSynced() throws IOException {
        Set<Boolean> outcomes = new TreeSet<>();
        for (int seed = 0; seed < 50; seed++) {
            SimDisk disk = settled(seed);
            write(disk, FILE, "x", 0).sync();
            disk.crash();
            outcomes.add(disk.exists(FILE));
        }
        assertThat(outcomes).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aRenameIsAtomicAndNeedsTheFolder() throws IOException {
        Set<String> outcomes = new TreeSet<>();
        for (int seed = 0; seed < 50; seed++) {
            SimDisk disk = settled(seed);
            write(disk, FILE, "old", 0).sync();
            Path next = DIR.resolve("next");
            write(disk, next, "new", 0).sync();
            disk.syncDirectory(DIR);
            disk.rename(next, FILE);
            disk.crash();
            outcomes.add(text(disk, FILE) + (disk.exists(next) ? " next" : ""));
        }
        assertThat(outcomes).containsExactlyInAnyOrder("old next", "new");
    }

    @Test
    void killingTheProcessLosesNothingButClosesItsFiles() throws IOException {
        SimDisk disk = settled(1);
        DiskFile file = write(disk, FILE, "x", 0);
        disk.closeAll();
        assertThat(text(disk, FILE)).isEqualTo("x");
        assertThatThrownBy(file::size).isInstanceOf(IOException.class);
    }

    @Test
    void dataOfAFailedSyncIsNotSavedByTheNextOne() throws IOException {
        int lost = 0;
        for (int seed = 0; seed < 50; seed++) {
            SimDisk disk = settled(seed);
            DiskFile file = write(disk, FILE, "x", 0);
            disk.syncDirectory(DIR);
            disk.inject(DiskFault.failNth(DiskOperation.SYNC, 1, "Input/output error"));
            assertThatThrownBy(file::sync).hasMessageContaining("Input/output error");
            file.sync();
            assertThat(text(disk, FILE)).isEqualTo("x");
            disk.crash();
            lost += text(disk, FILE).equals("x") ? 0 : 1;
        }
        assertThat(lost).isBetween(1, 49);
    }

    @Test
    void aFullDiskRefusesToGrow() throws IOException {
        SimDisk disk = settled(1);
        disk.setCapacity(4);
        DiskFile file = write(disk, FILE, "1234", 0);
        assertThatThrownBy(() -> file.write(ByteBuffer.wrap(new byte[1]), 4)).hasMessageContaining("No space left");
        file.write(ByteBuffer.wrap(new byte[4]), 0);
    }

    @Test
    void cutAndExtendedAgainReadsAsZeros() throws IOException {
        SimDisk disk = settled(1);
        DiskFile file = write(disk, FILE, "1234", 0);
        file.setSize(2);
        file.setSize(4);
        assertThat(text(disk, FILE)).isEqualTo("12\0\0");
        file.sync();
        disk.syncDirectory(DIR);
        disk.crash();
        assertThat(text(disk, FILE)).isEqualTo("12\0\0");
    }

    @Test
    void aBitCanBeFlippedBehindEverybodysBack() throws IOException {
        SimDisk disk = settled(1);
        write(disk, FILE, "a", 0).sync();
        disk.flipBit(FILE, 1);
        assertThat(text(disk, FILE)).isEqualTo("c");
    }

    private static SimDisk settled(long seed) throws IOException {
        SimDisk disk = new SimDisk(new SplittableRandom(seed));
        disk.createDirectories(DIR);
        disk.settle();
        return disk;
    }

    private static DiskFile write(SimDisk disk, Path path, String text, long at) throws IOException {
        DiskFile file = disk.open(path);
        file.write(ByteBuffer.wrap(text.getBytes(US_ASCII)), at);
        return file;
    }

    private static String text(SimDisk disk, Path path) {
        return new String(disk.content(path), US_ASCII);
    }
}
