package dev.quoin.core.backup;

import dev.quoin.core.bbolt.BboltStream;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The store as etcd's snapshot file: a bbolt file and behind it its SHA-256. Made piece by piece from one view, while
 * others write, with memory for a few pages. Used by one thread at a time.
 */
public final class Backup implements AutoCloseable {
    /** The size of the checksum at the end. */
    public static final int TRAILER = 32;

    private final StoreView view;
    private final BboltStream file;
    private final MessageDigest digest = sha256();
    private boolean ended;

    private Backup(StoreView view, BboltStream file) {
        this.view = view;
        this.file = file;
    }

    /**
     * Begins a backup of what is committed now. Sweeps the store once, so this takes its time; no event loop may call
     * it.
     */
    public static Backup of(Store store) {
        Store.Pinned pinned = store.pin();
        StoreView view = pinned.view();
        try {
            EtcdView.Position position = new EtcdView.Position(pinned.appliedIndex(), view.term());
            return new Backup(view, new BboltStream(new EtcdView(view, position, null).buckets()));
        } catch (RuntimeException e) {
            view.close();
            throw e;
        }
    }

    /** The revision of the view. */
    public long revision() {
        return view.revision();
    }

    /** The storage version in it, empty before the cluster has agreed on one. */
    public String version() {
        String version = ClusterTable.version(view.backend());
        return version == null ? "" : version;
    }

    /** The size of the whole file with its checksum. */
    public long size() {
        return file.size() + TRAILER;
    }

    /** The next bytes of the file; null at its end. */
    public @Nullable ByteBuffer next() {
        if (ended) {
            return null;
        }
        ByteBuffer piece = file.next();
        if (piece == null) {
            ended = true;
            return ByteBuffer.wrap(digest.digest());
        }
        digest.update(piece.duplicate());
        return piece;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        file.close();
        view.close();
    }
}
