package dev.quoin.ctl.command.cluster;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.client.Answers;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.Limit;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Progress;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.SnapshotRequest;
import dev.quoin.protocol.rpc.SnapshotResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes what a member streams to a file of another name, and gives it its own when it is complete and on the disk. */
final class SnapshotFile {
    private static final int BLOCK = 512;
    private static final int CHECKSUM = 32;

    private SnapshotFile() {}

    /** Answers with the version of the server's storage, or nothing if it did not say. */
    static String save(Client client, String path, Limit limit) throws IOException, RpcException {
        Path part = Path.of(path + ".part");
        try {
            String version = receive(client, part, limit);
            Files.move(part, Path.of(path), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return version;
        } catch (NoSuchFileException e) {
            throw new IOException("could not open " + part + " (open " + part + ": no such file or directory)", e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String receive(Client client, Path part, Limit limit) throws IOException, RpcException {
        String version = "";
        try (FileChannel file = FileChannel.open(
                        part,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Progress progress = Progress.start("snapshot")) {
            Answers<SnapshotResponse> pieces = client.stream(
                    EtcdMethods.MAINTENANCE_SNAPSHOT,
                    SnapshotRequest.getDefaultInstance(),
                    SnapshotResponse.class,
                    limit);
            for (SnapshotResponse piece = pieces.next(); piece != null; piece = pieces.next()) {
                version = version.isEmpty() ? piece.getVersion() : version;
                write(file, piece.getBlob());
                progress.show(file.position(), file.position() + piece.getRemainingBytes());
            }
            if (file.position() % BLOCK != CHECKSUM) {
                throw new IOException("sha256 checksum not found [bytes: " + file.position() + "]");
            }
            file.force(true);
        }
        return version;
    }

    private static void write(FileChannel file, ByteString blob) throws IOException {
        for (ByteBuffer buffer : blob.asReadOnlyByteBufferList()) {
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        }
    }
}
