package dev.quoin.consensus.raft.algorithm.message;

/**
 * The kinds of messages, with etcd's codes and names. Kinds that etcd sends only to itself and that are method calls
 * here are left out.
 */
public enum MessageType {
    /** {@link Propose}. */
    PROPOSE(2, "MsgProp"),
    /** {@link Append}. */
    APPEND(3, "MsgApp"),
    /** {@link AppendResponse}. */
    APPEND_RESPONSE(4, "MsgAppResp"),
    /** {@link VoteRequest}. */
    VOTE(5, "MsgVote"),
    /** {@link VoteResponse}. */
    VOTE_RESPONSE(6, "MsgVoteResp"),
    /** {@link InstallSnapshot}. */
    SNAPSHOT(7, "MsgSnap"),
    /** {@link Heartbeat}. */
    HEARTBEAT(8, "MsgHeartbeat"),
    /** {@link HeartbeatResponse}. */
    HEARTBEAT_RESPONSE(9, "MsgHeartbeatResp"),
    /** {@link TransferLeader}. */
    TRANSFER_LEADER(13, "MsgTransferLeader"),
    /** {@link TimeoutNow}. */
    TIMEOUT_NOW(14, "MsgTimeoutNow"),
    /** {@link ReadIndex}. */
    READ_INDEX(15, "MsgReadIndex"),
    /** {@link ReadIndexResponse}. */
    READ_INDEX_RESPONSE(16, "MsgReadIndexResp"),
    /** {@link VoteRequest} before the term is raised. */
    PRE_VOTE(17, "MsgPreVote"),
    /** {@link VoteResponse} to such a request. */
    PRE_VOTE_RESPONSE(18, "MsgPreVoteResp"),
    /** {@link StorageAppend}. */
    STORAGE_APPEND(19, "MsgStorageAppend"),
    /** {@link StorageAppended}. */
    STORAGE_APPENDED(20, "MsgStorageAppendResp"),
    /** {@link StorageApply}. */
    STORAGE_APPLY(21, "MsgStorageApply"),
    /** {@link StorageApplied}. */
    STORAGE_APPLIED(22, "MsgStorageApplyResp");

    private final int code;
    private final String label;

    MessageType(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The stable number that stands for this kind between members. */
    public int code() {
        return code;
    }

    /** etcd's name for it. */
    @Override
    public String toString() {
        return label;
    }
}
