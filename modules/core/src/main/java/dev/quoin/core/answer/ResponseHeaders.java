package dev.quoin.core.answer;

import dev.quoin.core.wire.WireBuffer;
import dev.quoin.protocol.rpc.ResponseHeader;

/** Writes the header that every response carries: who answers, at which revision, in which term. Safe for use by any thread. */
public final class ResponseHeaders {
    private static final int CLUSTER_ID = 1;
    private static final int MEMBER_ID = 2;
    private static final int REVISION = 3;
    private static final int RAFT_TERM = 4;
    /** The longest header: four fields of one byte of tag and a varint each. */
    private static final int MAX_SIZE = 4 * 11;

    private final long clusterId;
    private final long memberId;
    private volatile long term;

    /** For a member of a cluster. */
    public ResponseHeaders(long clusterId, long memberId) {
        this.clusterId = clusterId;
        this.memberId = memberId;
    }

    /** Sets the term that headers carry from now on. */
    public void term(long newTerm) {
        term = newTerm;
    }

    /** The term that headers carry now. */
    public long term() {
        return term;
    }

    /** The id of the cluster. */
    public long clusterId() {
        return clusterId;
    }

    /** The id of this member. */
    public long memberId() {
        return memberId;
    }

    /** An encoded header. */
    public WireBuffer encode(long revision) {
        return new WireBuffer(MAX_SIZE)
                .varint(CLUSTER_ID, clusterId)
                .varint(MEMBER_ID, memberId)
                .varint(REVISION, revision)
                .varint(RAFT_TERM, term);
    }

    /** A header as a message. */
    public ResponseHeader message(long revision) {
        return ResponseHeader.newBuilder()
                .setClusterId(clusterId)
                .setMemberId(memberId)
                .setRevision(revision)
                .setRaftTerm(term)
                .build();
    }
}
