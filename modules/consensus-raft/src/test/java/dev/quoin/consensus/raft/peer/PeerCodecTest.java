package dev.quoin.consensus.raft.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.HeartbeatResponse;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.Propose;
import dev.quoin.consensus.raft.algorithm.message.ReadIndex;
import dev.quoin.consensus.raft.algorithm.message.ReadIndexResponse;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.TimeoutNow;
import dev.quoin.consensus.raft.algorithm.message.TransferLeader;
import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeerCodecTest {
    private static final long A = 0x8e9e05c52164694dL;
    private static final long B = 0x91bc3c398fb3c146L;
    private static final byte[] SMALL = {1, 2, 3};
    private static final byte[] LARGE = new byte[5000];
    private static final List<Entry> ENTRIES = List.of(
            new Entry(300, 70000, EntryType.NORMAL, SMALL),
            new Entry(300, 70001, EntryType.CONF_CHANGE, LARGE),
            new Entry(301, 70002, EntryType.CONF_CHANGE_V2, Entry.NO_DATA));

    /** Every kind, with every number different, so that none can be taken for another. */
    static Stream<PeerMessage> messages() {
        ConfState members = new ConfState(IdSet.of(A, B), IdSet.of(A), IdSet.of(5), IdSet.of(6, 7), true);
        return Stream.of(
                new Propose(A, B, ENTRIES),
                new Append(A, B, 301, 69999, 299, 69000, ENTRIES),
                new Append(A, B, 301, 1, 2, 3, List.of()),
                new AppendResponse(A, B, 9, 10, false, 11, 12),
                new AppendResponse(A, B, 9, 10, true, 11, Long.MAX_VALUE),
                new VoteRequest(A, B, 9, false, 10, 11, true),
                new VoteRequest(A, B, 9, true, 10, 11, false),
                new VoteResponse(A, B, 9, false, true, 10, 11),
                new VoteResponse(A, B, 9, true, false, 0, 0),
                new InstallSnapshot(A, B, 9, new Snapshot(10, 11, members, Entry.NO_DATA)),
                new Heartbeat(A, B, 9, 10, 11),
                new HeartbeatResponse(A, B, 9, 10),
                new TransferLeader(A, B, 9),
                new TimeoutNow(A, B, 9),
                new ReadIndex(A, B, -1),
                new ReadIndexResponse(A, B, 9, 10, Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyKindComesBackAsItWas(PeerMessage message) {
        PeerCodec.Numbered decoded = PeerCodec.decode(join(PeerCodec.encode(message, 77)));
        assertThat(text(decoded.message())).isEqualTo(text(message));
        assertThat(decoded.number()).isEqualTo(message instanceof Propose ? 77 : 0);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageThatIsTooShortOrTooLongIsRefused(PeerMessage message) {
        byte[] bytes = join(PeerCodec.encode(message, 77));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> PeerCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PeerCodec.decode(java.util.Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("bytes left over");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void noFlippedBitDoesHarm(PeerMessage message) {
        byte[] bytes = join(PeerCodec.encode(message, 77));
        for (int bit = 0; bit < 8 * Math.min(bytes.length, 200); bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                PeerCodec.decode(bytes);
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageMatching("(?s).*(peer message|unknown entry type).*");
            }
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void largeDataIsNotCopied() {
        assertThat(PeerCodec.encode(new Propose(A, B, ENTRIES), 77)).anyMatch(part -> part == LARGE);
    }

    @Test
    void aFutureVersionIsNamed() {
        byte[] bytes = join(PeerCodec.encode(new TimeoutNow(A, B, 9), 77));
        bytes[0] = 2;
        assertThatThrownBy(() -> PeerCodec.decode(bytes)).hasMessage("peer message of version 2, this member knows 1");
    }

    private static String text(PeerMessage message) {
        List<Entry> entries = switch (message) {
            case Append append -> append.entries();
            case Propose propose -> propose.entries();
            default -> List.of();
        };
        String data = entries.stream()
                .map(entry -> java.util.HexFormat.of().formatHex(entry.data()))
                .collect(Collectors.joining(","));
        return message.toString().replaceAll("\\[B@[0-9a-f]+", "bytes") + data;
    }

    private static byte[] join(List<byte[]> parts) {
        ByteBuffer joined =
                ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(joined::put);
        return joined.array();
    }
}
