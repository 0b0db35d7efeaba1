package dev.quoin.testkit.history;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.ResponseHeader;
import java.util.ArrayList;
import java.util.List;

/** A ledger that a test feeds, and what its checkers find. */
final class Fed {
    final List<String> found = new ArrayList<>();
    final Violations violations = found::add;
    final Ledger ledger = new Ledger(violations);

    /** Puts values {@code v<revision>} to keys, one revision each. */
    Fed puts(String... keys) {
        for (String key : keys) {
            commit(request(put(key, "v" + (ledger.store().revision() + 1))));
        }
        return this;
    }

    Fed deletes(String key) {
        return commit(InternalRaftRequest.newBuilder()
                .setDeleteRange(DeleteRangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)))
                .build());
    }

    Fed compacts(long revision) {
        return commit(InternalRaftRequest.newBuilder()
                .setCompaction(CompactionRequest.newBuilder().setRevision(revision))
                .build());
    }

    Fed commit(InternalRaftRequest request) {
        ledger.command("m1", ledger.lastIndex() + 1, 1, request.toByteArray());
        return this;
    }

    static InternalRaftRequest request(PutRequest put) {
        return InternalRaftRequest.newBuilder().setPut(put).build();
    }

    static PutRequest put(String key, String value) {
        return PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFromUtf8(value))
                .build();
    }

    static ResponseHeader header(long revision) {
        return ResponseHeader.newBuilder().setRevision(revision).build();
    }

    /** The version that a revision made of its only key. */
    KeyValue version(long revision) {
        return ledger.store().changes(revision).getFirst().kv();
    }
}
