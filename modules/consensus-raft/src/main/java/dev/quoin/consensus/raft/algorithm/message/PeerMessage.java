package dev.quoin.consensus.raft.algorithm.message;

/**
 * A message that may travel between members, and the only kind that a transport may hand to a member. May be lost,
 * delayed, repeated or reordered.
 */
public sealed interface PeerMessage extends Message
        permits Propose,
                Append,
                AppendResponse,
                VoteRequest,
                VoteResponse,
                InstallSnapshot,
                Heartbeat,
                HeartbeatResponse,
                TransferLeader,
                TimeoutNow,
                ReadIndex,
                ReadIndexResponse {
    /** Whether it answers something, so that it means nothing when its sender is not a member. */
    default boolean isResponse() {
        return false;
    }
}
