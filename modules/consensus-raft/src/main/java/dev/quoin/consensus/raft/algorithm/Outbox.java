package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be sent. Most messages may leave at once. But an answer to an append or a vote is a promise to remember:
 * it waits until everything that is unstable now is durable, be it a promise to another member or to oneself. Refusals
 * wait too, since they may rest on something that is unstable.
 *
 * <p>To ask for votes is such a promise as well: never to campaign in that term again. Others can elect a candidate
 * without its own vote, and would elect it once more if it came back without having kept the term; then two logs would
 * differ although index and term are the same.
 */
final class Outbox {
    private final long ownId;
    private final boolean asksEarly;
    private List<PeerMessage> now = new ArrayList<>();
    private List<Message> afterAppend = new ArrayList<>();

    /** @param asksEarly whether requests for votes leave at once all the same */
    Outbox(long ownId, boolean asksEarly) {
        this.ownId = ownId;
        this.asksEarly = asksEarly;
    }

    void send(PeerMessage message) {
        if (message instanceof AppendResponse || message instanceof VoteResponse || beginsTerm(message)) {
            afterAppend.add(message);
            return;
        }
        if (message.to() == ownId) {
            throw new IllegalStateException("message should not be self-addressed when sending " + message.type());
        }
        now.add(message);
    }

    /** A pre-vote is asked for before there is anything to keep. */
    private boolean beginsTerm(PeerMessage message) {
        return message instanceof VoteRequest request && !request.preVote() && !asksEarly;
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
