package dev.quoin.testkit.host;

import dev.quoin.api.host.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** An open file of a {@link SimDisk}. */
final class SimFile implements DiskFile {
    private final SimDisk disk;
    private final Path path;
    private final FileContent content;
    private final boolean writable;
    private final int generation;
    private boolean closed;

    SimFile(SimDisk disk, Path path, FileContent content, boolean writable, int generation) {
        this.disk = disk;
        this.path = path;
        this.content = content;
        this.writable = writable;
        this.generation = generation;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        check(DiskOperation.WRITE);
        disk.reserve(position + source.remaining() - content.seen().size(), path);
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        content.write(position, bytes, bytes.length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        check(DiskOperation.READ);
        byte[] bytes = new byte[target.remaining()];
        int read = content.seen().get(position, bytes);
        target.put(bytes, 0, read);
        return read;
    }

    @Override
    public long size() throws IOException {
        checkUsable();
        return content.seen().size();
    }

    @Override
    public void setSize(long size) throws IOException {
        check(DiskOperation.SET_SIZE);
        disk.reserve(size - content.seen().size(), path);
        content.setSize(size);
    }

    @Override
    public void sync() throws IOException {
        checkUsable();
        long begun = disk.now();
        disk.spend();
        try {
            disk.before(DiskOperation.SYNC, path);
        } catch (IOException e) {
            content.failSync(disk.random(), begun);
            throw e;
        }
        content.sync(begun, disk.now());
    }

    @Override
    public void close() {
        closed = true;
    }

    private void check(DiskOperation operation) throws IOException {
        checkUsable();
        if (!writable && operation.mutates()) {
            throw new IOException(path + ": opened for reading only");
        }
        disk.before(operation, path);
    }

    private void checkUsable() throws IOException {
        disk.checkOpen(generation, path);
        if (closed) {
            throw new IOException(path + ": closed");
        }
    }
}
