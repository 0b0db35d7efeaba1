package dev.quoin.distribution.host;

import dev.quoin.api.host.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file behind a channel. */
final class ChannelFile implements DiskFile {
    private static final int ZEROS = 1 << 18;

    private final FileChannel channel;

    ChannelFile(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        for (long at = position; source.hasRemaining(); ) {
            at += channel.write(source, at);
        }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int done = 0;
        while (target.hasRemaining()) {
            int part = channel.read(target, position + done);
            if (part < 0) {
                break;
            }
            done += part;
        }
        return done;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    /** Extends by writing zeros, so that the blocks exist and a later write there can be made durable without touching metadata. */
    @Override
    public void setSize(long size) throws IOException {
        long at = channel.size();
        if (size < at) {
            channel.truncate(size);
        }
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.clamp(size - at, 0, ZEROS));
        while (at < size) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
            int length = zeros.remaining();
            write(zeros, at);
            at += length;
        }
    }

    @Override
    public void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
