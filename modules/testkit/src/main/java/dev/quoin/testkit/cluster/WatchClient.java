package dev.quoin.testkit.cluster;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchProgressRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.testkit.history.KeySpan;
import dev.quoin.testkit.history.WatchHistory;
import org.jspecify.annotations.Nullable;

/**
 * Watches keys from the first revision on, at times slowly, and resumes elsewhere whenever its stream ends or it
 * changes its mind.
 */
final class WatchClient extends Client {
    private static final KeySpan[] SPANS = {
        new KeySpan("\0", "\0"), new KeySpan("k", "l"), new KeySpan("m", "n"), new KeySpan(KeyClient.key(1), "")
    };

    private final KeySpan span;
    private final boolean previous;
    private final WatchHistory history;
    private @Nullable SimCall stream;
    private boolean slow;
    private boolean settling;

    WatchClient(World world, int number) {
        super(world, "watch" + number);
        this.span = SPANS[number % SPANS.length];
        this.previous = number % 2 == 1;
        this.history = new WatchHistory(name, world.checks.ledger, world.checks, span, 1, previous);
    }

    WatchHistory history() {
        return history;
    }

    @Override
    long mostPauseMillis() {
        return 400;
    }

    @Override
    void next() {
        SimCall open = stream;
        if (open == null) {
            open();
        } else if (!settling) {
            switch (random.nextInt(8)) {
                case 0 -> leave(open);
                case 1, 2 -> setSlow(open, !slow);
                case 3 -> askProgress(open);
                default -> {
                    // Waits on.
                }
            }
        }
        rest();
    }

    /** Takes everything from now on. */
    void settle() {
        settling = true;
        SimCall open = stream;
        if (open != null) {
            setSlow(open, false);
        }
    }

    private void setSlow(SimCall open, boolean on) {
        slow = on;
        open.setSlow(on);
    }

    private void leave(SimCall open) {
        world.trace.add(name, () -> "leaves");
        stream = null;
        open.cancel();
    }

    private void open() {
        forgetMember();
        ClusterMember member = member();
        if (member == null) {
            return;
        }
        slow = false;
        SimCall[] self = new SimCall[1];
        self[0] = member.stream(EtcdMethods.WATCH, message -> received(self, message), reply -> {
            world.trace.add(name, () -> "stream ended: " + reply.code() + " " + reply.text());
            if (stream == self[0]) {
                stream = null;
            }
        });
        SimCall opened = self[0];
        stream = opened;
        if (opened != null) {
            world.trace.add(name, () -> "watches " + span + " from " + history.next() + " on " + member.name());
            opened.message(WatchRequest.newBuilder()
                    .setCreateRequest(WatchCreateRequest.newBuilder()
                            .setKey(ByteString.copyFromUtf8(span.from()))
                            .setRangeEnd(ByteString.copyFromUtf8(span.end()))
                            .setStartRevision(history.next())
                            .setProgressNotify(true)
                            .setPrevKv(previous))
                    .build()
                    .toByteArray());
        }
    }

    private void received(@Nullable SimCall[] from, byte[] message) {
        WatchResponse response = Reply.parse(WatchResponse.parser(), message);
        world.trace.add(name, () -> "got " + Checks.oneLine(response));
        if (from[0] != stream || response.getCreated() && !response.getCanceled()) {
            // Of a stream that was left: it counts no more, and is not needed.
            return;
        }
        history.received(response);
        if (response.getCanceled()) {
            SimCall open = stream;
            stream = null;
            if (open != null) {
                open.cancel();
            }
        }
    }

    private void askProgress(SimCall open) {
        open.message(WatchRequest.newBuilder()
                .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                .build()
                .toByteArray());
    }
}
