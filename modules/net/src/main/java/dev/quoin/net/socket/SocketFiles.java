package dev.quoin.net.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The files by which Unix domain sockets are found. */
final class SocketFiles {
    private SocketFiles() {}

    /**
     * A socket file of a process that has ended blocks its name and is removed; one on which somebody answers is in use, and so is the name of anything
     * else. To be done ahead of binding, because Netty's own sockets remove whatever has the name.
     */
    static void free(ListenAddress address, Path path) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && (isAnswered(path) || !delete(path))) {
            throw address.bindFailure(new IOException("address already in use"));
        }
    }

    private static boolean isAnswered(Path path) {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException nobodyAnswers) {
            return false;
        }
    }

    /** Removes a socket file; false for anything else. */
    static boolean delete(Path path) {
        try {
            // Only a socket: neither a regular file nor a folder is ever removed here.
            Object mode = Files.getAttribute(path, "unix:mode");
            boolean socket = mode instanceof Integer bits && (bits & 0170000) == 0140000;
            return socket && Files.deleteIfExists(path);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
