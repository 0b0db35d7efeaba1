package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.Ready;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;

/** A group of members, and what can be done with them: the nouns behind the commands of the interaction corpus. */
final class InteractionEnv {
    final List<Member> members = new ArrayList<>();
    final Output out = new Output();
    final Network network = new Network(members, out);
    final ObjIntConsumer<RaftNode> setElectionTimeout;

    InteractionEnv(ObjIntConsumer<RaftNode> setElectionTimeout) {
        this.setElectionTimeout = setElectionTimeout;
    }

    Member member(int id) {
        return members.get(id - 1);
    }

    /** Does something for one member plainly, for several each under a heading. */
    void forEach(int[] ids, String heading, IntConsumer action) {
        for (int id : ids) {
            if (ids.length > 1) {
                out.printLine("> " + id + " " + heading);
                out.indented(() -> action.accept(id));
            } else {
                action.accept(id);
            }
        }
    }

    void processReady(int id) {
        Member member = member(id);
        Ready ready = member.node.ready();
        out.print(Describe.ready(id, ready));
        if (!member.config.asyncStorageWrites()) {
            member.append(ready.hardState(), ready.entries(), ready.snapshot());
            member.apply(ready.committedEntries());
        }
        ready.messages().forEach(network::add);
        StorageAppend append = ready.append();
        if (append != null) {
            member.appendWork.add(append);
        }
        StorageApply apply = ready.apply();
        if (apply != null) {
            member.applyWork.add(apply);
        }
        if (!member.config.asyncStorageWrites()) {
            member.node.advance();
        }
    }

    void processAppendThread(int id) {
        Member member = member(id);
        StorageAppend work = member.appendWork.poll();
        if (work == null) {
            out.print("no append work to perform");
            return;
        }
        out.printLine("Processing:\n" + MessageText.of(id, work, false).print(""));
        member.append(work.hardState(), work.entries(), work.snapshot());
        out.printLine("Responses:");
        work.responses()
                .forEach(response -> out.printLine(MessageText.of(response).print("")));
        work.responses().forEach(network::add);
    }

    void processApplyThread(int id) {
        Member member = member(id);
        StorageApply work = member.applyWork.poll();
        if (work == null) {
            out.print("no apply work to perform");
            return;
        }
        out.printLine("Processing:\n" + MessageText.of(id, work, false).print(""));
        member.apply(work.entries());
        out.printLine("Responses:\n" + MessageText.of(work.response()).print(""));
        network.add(work.response());
    }

    /** Goes on until there is nothing left to do for these members. */
    void stabilize(int[] ids) {
        boolean busy = true;
        while (busy) {
            busy = false;
            for (int id : ids) {
                busy |= doIf(member(id).node.hasReady(), id, "handling Ready", () -> processReady(id));
            }
            for (int id : ids) {
                busy |= doIf(
                        network.hasMessagesFor(id), id, "receiving messages", () -> network.handle(id, null, false));
            }
            for (int id : ids) {
                busy |= doIf(!member(id).appendWork.isEmpty(), id, "processing append thread", () -> {
                    while (!member(id).appendWork.isEmpty()) {
                        processAppendThread(id);
                    }
                });
            }
            for (int id : ids) {
                busy |= doIf(!member(id).applyWork.isEmpty(), id, "processing apply thread", () -> {
                    while (!member(id).applyWork.isEmpty()) {
                        processApplyThread(id);
                    }
                });
            }
        }
    }

    private boolean doIf(boolean needed, int id, String heading, Runnable action) {
        if (needed) {
            out.printLine("> " + id + " " + heading);
            out.indented(action);
        }
        return needed;
    }
}
