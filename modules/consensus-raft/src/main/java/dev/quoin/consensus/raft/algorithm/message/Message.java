package dev.quoin.consensus.raft.algorithm.message;

/**
 * Something that a member is told: by another member ({@link PeerMessage}), or by its own log or apply thread
 * ({@link StorageResponse}).
 */
public sealed interface Message permits PeerMessage, StorageResponse {
    /** The sender's id. */
    long from();

    /** The id of the member it is for. */
    long to();

    /** The sender's term when it was sent, or 0 where terms do not matter. */
    long term();

    /** Its kind. */
    MessageType type();
}
