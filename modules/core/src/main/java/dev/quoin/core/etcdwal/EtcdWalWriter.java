package dev.quoin.core.etcdwal;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.quoin.protocol.internal.Metadata;
import dev.quoin.protocol.raft.Entry;
import dev.quoin.protocol.raft.HardState;
import dev.quoin.protocol.wal.Record;
import dev.quoin.protocol.wal.Snapshot;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Writes a write-ahead log that etcd starts from, as one file. Durable once {@link #close} has returned. */
public final class EtcdWalWriter implements Closeable {
    private static final String FIRST_FILE = "0000000000000000-0000000000000000.wal";
    private static final int BUFFER = 1 << 16;

    private final FileOutputStream file;
    private final OutputStream out;
    private final ChainedCrc crc = new ChainedCrc();

    /** Begins a log in an empty folder. */
    public EtcdWalWriter(Path folder, Metadata owner) throws IOException {
        file = new FileOutputStream(folder.resolve(FIRST_FILE).toFile());
        out = new BufferedOutputStream(file, BUFFER);
        write(WalFormat.CRC, ByteString.EMPTY);
        write(WalFormat.METADATA, owner);
        write(WalFormat.SNAPSHOT, Snapshot.newBuilder().setIndex(0).setTerm(0).build());
    }

    /** Says that there is a state apart from the log; only entries behind it need to follow. */
    public void snapshot(Snapshot snapshot) throws IOException {
        write(WalFormat.SNAPSHOT, snapshot);
    }

    /** Adds an entry. */
    public void entry(Entry entry) throws IOException {
        write(WalFormat.ENTRY, entry);
    }

    /** Says where the log stands. */
    public void state(HardState state) throws IOException {
        write(WalFormat.STATE, state);
    }

    private void write(int type, MessageLite data) throws IOException {
        write(type, data.toByteString());
    }

    private void write(int type, ByteString data) throws IOException {
        crc.update(data);
        Record.Builder record = Record.newBuilder().setType(type).setCrc(crc.value());
        if (!data.isEmpty()) {
            record.setData(data);
        }
        byte[] bytes = record.build().toByteArray();
        int padding = -bytes.length & WalFormat.ALIGNMENT - 1;
        long frame = bytes.length | (padding == 0 ? 0 : (long) (WalFormat.PADDED | padding) << 56);
        out.write(ByteBuffer.allocate(WalFormat.FRAME)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(frame)
                .array());
        out.write(bytes);
        out.write(new byte[padding]);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            out.flush();
            file.getFD().sync();
        }
    }
}
