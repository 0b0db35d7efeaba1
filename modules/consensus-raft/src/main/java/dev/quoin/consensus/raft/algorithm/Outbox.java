package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be sent. Most messages may leave at once. But an answer to an append or a vote is a promise to remember: it waits until everything that is
 * unstable now is durable, be it a promise to another member or to oneself. Refusals wait too, since they may rest on something that is unstable.
 */
final class Outbox {
    private final long ownId;
    private List<PeerMessage> now = new ArrayList<>();
    private List<Message> afterAppend = new ArrayList<>();

    Outbox(long ownId) {
        this.ownId = ownId;
    }

    void send(PeerMessage message) {
        if (message instanceof AppendResponse || message instanceof VoteResponse) {
            afterAppend.add(message);
            return;
        }
        if (message.to() == ownId) {
            throw new IllegalStateException("message should not be self-addressed when sending " + message.type());
        }
        now.add(message);
    }

    boolean isEmpty() {
        return now.isEmpty() && afterAppend.isEmpty();
    }

    /** Hands over what may leave at once; the caller may add to the list. */
    List<PeerMessage> takeNow() {
        List<PeerMessage> taken = now;
        now = new ArrayList<>();
        return taken;
    }

    /** Hands over what has to wait; the caller may add to the list. */
    List<Message> takeAfterAppend() {
        List<Message> taken = afterAppend;
        afterAppend = new ArrayList<>();
        return taken;
    }
}
