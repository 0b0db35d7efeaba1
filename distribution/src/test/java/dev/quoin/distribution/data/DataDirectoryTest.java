package dev.quoin.distribution.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.peer.MemberIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private static final MemberFile MEMBER = new MemberFile(new MemberIdentity(1, 2), "rocksdb", "raft");

    @TempDir
    private Path folder;

    @Test
    void aNewDirectoryIsTheOwnersAlone() throws IOException {
        Path path = folder.resolve("a/b");
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThat(directory.identity()).isEmpty();
            assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(directory.store()).isDirectory().isEqualTo(path.resolve("member/store"));
            assertThat(directory.log()).isDirectory().isEqualTo(path.resolve("member/wal"));
        }
    }

    @Test
    void whatWasRecordedIsFoundAgain() {
        create();
        try (DataDirectory directory = DataDirectory.open(path())) {
            assertThat(directory.identity()).contains(MEMBER);
        }
    }

    @Test
    void onlyOneMayHoldIt() {
        try (DataDirectory held = DataDirectory.open(path())) {
            assertThat(held.identity()).isEmpty();
            assertFails("data directory " + path() + " is in use by another process");
        }
        create();
    }

    @Test
    void aStartThatWasCutOffIsStartedAgain() throws IOException {
        Files.createDirectories(path().resolve("member"));
        Files.createFile(path().resolve("member/lock"));
        Files.writeString(path().resolve("member/identity.new"), "quoin-d");
        Files.createDirectory(path().resolve("lost+found"));
        Files.createDirectory(path().resolve("fixtures"));
        create();
    }

    @Test
    void somebodyElsesDirectoryIsLeftAlone() throws IOException {
        Files.createDirectory(path());
        Files.createFile(path().resolve("photo.jpg"));
        assertFails("data directory " + path()
                + " is not empty and is not Quoin's (it has photo.jpg): choose another --data-dir");
        assertThat(path().resolve("member")).doesNotExist();
    }

    @Test
    void anUnknownMemberDirectoryIsLeftAlone() throws IOException {
        Files.createDirectories(path().resolve("member/wal"));
        assertFails("data directory " + path()
                + " is not empty and is not Quoin's (it has member): choose another --data-dir");
    }

    @Test
    void etcdsDirectoryIsRecognised() throws IOException {
        Files.createDirectories(path().resolve("member/snap"));
        assertFails("data directory " + path() + " belongs to etcd (it has member/snap): choose another --data-dir,"
                + " or bring its data in with quoinutl import --from-etcd");
    }

    @Test
    void theLogOfAnEtcdIsLeftAlone() throws IOException {
        Guard.place(folder);
        Guard.requireNotEtcds("--wal-dir", folder);
        Files.createFile(folder.resolve("0000000000000000-0000000000000000.wal"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Guard.requireNotEtcds("--wal-dir", folder))
                .withMessageStartingWith("--wal-dir " + folder + " belongs to etcd (it has 0000000000000000-")
                .withMessageContaining("quoinutl import --from-etcd");
    }

    @Test
    void whatKeepsEtcdOutIsNoLog() {
        create();
        Path log = path().resolve("member/wal");
        try (DataDirectory directory = DataDirectory.open(path())) {
            Guard.place(directory.log());
            Guard.place(directory.log());
        }
        assertThat(log.resolve("quoin.wal")).exists();
        assertThat(DataDirectory.isInUse(path(), log)).isFalse();
    }

    @Test
    void furtherFilesInOurOwnAreNoHindrance() throws IOException {
        create();
        Files.createFile(path().resolve("note.txt"));
        try (DataDirectory directory = DataDirectory.open(path())) {
            assertThat(directory.identity()).contains(MEMBER);
        }
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Files.createFile(path());
        assertFails("cannot access data directory " + path() + ": not a directory");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> DataDirectory.open(Path.of("/proc/none/here")))
                .withMessageStartingWith("cannot access data directory /proc/none/here: ");
    }

    @Test
    void aDamagedIdentityIsNeverWrittenOver() throws IOException {
        create();
        Path identity = path().resolve("member/identity");
        Files.writeString(identity, "quoin-data 1\n");
        try (DataDirectory directory = DataDirectory.open(path())) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(directory::identity)
                    .withMessageContaining(identity + " is damaged");
        }
        assertThat(identity).hasContent("quoin-data 1");
    }

    private Path path() {
        return folder.resolve("data");
    }

    private void create() {
        try (DataDirectory directory = DataDirectory.open(path())) {
            directory.record(MEMBER);
        }
    }

    private void assertFails(String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> DataDirectory.open(path()))
                .withMessage(message);
    }
}
