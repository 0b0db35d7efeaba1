package dev.quoin.testkit.consensus;

import dev.quoin.api.consensus.Entry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSink;
import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.consensus.StateMachine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A state machine whose state is the list of all commands. It fails the test when an engine applies entries out of
 * order, applies one twice, or applies one while a snapshot is being installed.
 */
public final class RecordingMachine implements StateMachine {
    private final Durable durable;
    private final List<String> leaders = new ArrayList<>();
    private final List<MemberChange> changes = new ArrayList<>();
    private State state;
    private Consumer<String> onCommand = command -> {};
    private Predicate<MemberChange> veto = change -> false;
    private boolean installing;

    /**
     * The state that outlives the process: as of the last {@link RecordingMachine#persist}, or of an installed
     * snapshot.
     */
    public static final class Durable {
        private State state = new State(0, 0, Membership.empty(), List.of());

        /** A machine that has applied nothing. */
        public Durable() {}
    }

    /** @param commands all commands, each with its index */
    private record State(long index, long term, Membership membership, List<String> commands) {}

    /** A process's state machine, on what outlived the one before. */
    public RecordingMachine(Durable durable) {
        this.durable = durable;
        this.state = durable.state;
    }

    /**
     * Told of each command that is not empty after it was applied; acknowledging it to a client would be right at this
     * moment.
     */
    public void onCommand(Consumer<String> listener) {
        onCommand = listener;
    }

    /** Decides which membership changes are rejected. */
    public void veto(Predicate<MemberChange> which) {
        veto = which;
    }

    /** All commands in order, in the form {@code index:command}. */
    public List<String> commands() {
        return state.commands;
    }

    /** The membership changes offered to this process's machine, vetoed ones too. */
    public List<MemberChange> changes() {
        return changes;
    }

    /** Returns the leaders that it was told of, each as {@code term:leader}. */
    public List<String> leaders() {
        return leaders;
    }

    /** Makes the state durable and returns its index. */
    public long persist() {
        durable.state = state;
        return state.index;
    }

    @Override
    public long appliedIndex() {
        return state.index;
    }

    @Override
    public Membership membership() {
        return state.membership;
    }

    @Override
    public void apply(List<Entry> entries) {
        check(!entries.isEmpty(), "an empty batch");
        for (Entry entry : entries) {
            checkNext(entry.index(), entry.term());
            List<String> commands = new ArrayList<>(state.commands);
            String command = new String(entry.command(), java.nio.charset.StandardCharsets.UTF_8);
            if (!command.isEmpty()) {
                commands.add(entry.index() + ":" + command);
            }
            state = new State(entry.index(), entry.term(), state.membership, commands);
            if (!command.isEmpty()) {
                onCommand.accept(command);
            }
        }
    }

    @Override
    public String applyChange(long index, long term, MemberChange change, Membership after) {
        checkNext(index, term);
        boolean accepted = !veto.test(change);
        changes.add(change);
        state = new State(index, term, accepted ? after : state.membership, state.commands);
        return accepted ? "" : "vetoed: " + change.kind();
    }

    @Override
    public void applyMembership(long index, long term, Membership after) {
        checkNext(index, term);
        state = new State(index, term, after, state.commands);
    }

    @Override
    public SnapshotSource openSnapshot() {
        check(!installing, "a snapshot opened while another one is being installed");
        return new Source(state);
    }

    @Override
    public SnapshotSink beginInstall(SnapshotMeta meta) {
        check(!installing, "two snapshots installed at once");
        check(meta.index() > state.index, "a snapshot installed that is older than the state");
        installing = true;
        return new Sink(meta);
    }

    @Override
    public void leaderChanged(long term, long leaderId) {
        leaders.add(term + ":" + leaderId);
    }

    private void checkNext(long index, long term) {
        check(!installing, "applied while a snapshot is being installed");
        check(index > state.index, "applied index " + index + " after " + state.index);
        check(term >= state.term, "applied term " + term + " after " + state.term);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("the engine broke the contract of state machines: " + otherwise);
        }
    }

    /** The state as bytes. */
    private static final class Source implements SnapshotSource {
        private final SnapshotMeta meta;
        private final ByteBuffer bytes;
        private boolean open = true;

        Source(State state) {
            meta = new SnapshotMeta(state.index, state.term, state.membership);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (DataOutputStream data = new DataOutputStream(out)) {
                data.writeInt(state.commands.size());
                for (String command : state.commands) {
                    data.writeUTF(command);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            bytes = ByteBuffer.wrap(out.toByteArray());
        }

        @Override
        public SnapshotMeta meta() {
            return meta;
        }

        @Override
        public int read(ByteBuffer target) {
            check(open, "read from a closed snapshot");
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int length = Math.min(target.remaining(), bytes.remaining());
            target.put(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
            return length;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }

    /** Collects a state, and puts it in place of the old one. */
    private final class Sink implements SnapshotSink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final SnapshotMeta meta;

        Sink(SnapshotMeta meta) {
            this.meta = meta;
        }

        @Override
        public void write(ByteBuffer part) {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void commit() throws IOException {
            List<String> commands = new ArrayList<>();
            try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                int count = data.readInt();
                for (int i = 0; i < count; i++) {
                    commands.add(data.readUTF());
                }
                check(data.read() < 0, "a snapshot with bytes left over");
            }
            state = new State(meta.index(), meta.term(), meta.membership(), commands);
            durable.state = state;
            installing = false;
        }

        @Override
        public void abort() {
            installing = false;
        }
    }
}
