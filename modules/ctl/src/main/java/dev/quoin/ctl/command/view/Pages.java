package dev.quoin.ctl.command.view;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.ctl.command.kv.Keys;
import dev.quoin.ctl.run.Run;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pairs of a range as they were at one revision, page after page, so that no answer is large. */
final class Pages {
    private static final long PAGE = 1000;

    private final Run run;
    private final Client client;
    private final KeyRange range;
    private final boolean keysOnly;
    private long revision;
    private ByteString from;
    private Iterator<KeyValue> page = List.<KeyValue>of().iterator();
    private boolean more = true;

    /** @param revision the revision to read; 0 for the newest, which then stays the same for all pages */
    Pages(Run run, Client client, KeyRange range, long revision, boolean keysOnly) {
        this.run = run;
        this.client = client;
        this.range = range;
        this.revision = revision;
        this.keysOnly = keysOnly;
        this.from = range.key();
    }

    /** The next pair, or null at the end. */
    @Nullable
    KeyValue next() throws RpcException {
        if (!page.hasNext() && more) {
            RangeResponse response =
                    client.call(EtcdMethods.KV_RANGE, request(), RangeResponse.class, run.freshLimit());
            revision = revision == 0 ? response.getHeader().getRevision() : revision;
            more = response.getMore();
            if (response.getKvsCount() > 0) {
                from = response.getKvs(response.getKvsCount() - 1).getKey().concat(Keys.ZERO);
            }
            page = response.getKvsList().iterator();
        }
        return page.hasNext() ? page.next() : null;
    }

    private RangeRequest request() {
        return RangeRequest.newBuilder()
                .setKey(from)
                .setRangeEnd(range.end())
                .setLimit(PAGE)
                .setRevision(revision)
                .setKeysOnly(keysOnly)
                .build();
    }

    /** The revision that is read; 0 before the first pair. */
    long revision() {
        return revision;
    }
}
