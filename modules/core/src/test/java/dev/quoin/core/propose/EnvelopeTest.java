package dev.quoin.core.propose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.core.ask.Asker;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.internal.RequestHeader;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The log carries who asked where etcd carries it. */
class EnvelopeTest {
    private static final int PUT = InternalRaftRequest.PUT_FIELD_NUMBER;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    @Test
    void theHeaderIsEtcds() throws Exception {
        Asker asker = Asker.of("Zoë", 300);
        byte[] wrapped = Envelope.wrap(0x1234_0000_0000_0042L, Proposal.of(asker, PUT, NOTHING));
        assertThat(InternalRaftRequest.parseFrom(wrapped).getHeader())
                .isEqualTo(RequestHeader.newBuilder()
                        .setID(0x1234_0000_0000_0042L)
                        .setUsername("Zoë")
                        .setAuthRevision(300)
                        .build());
        Envelope read = new Envelope().read(wrapped);
        assertThat(read.asker()).isEqualTo(asker);
        assertThat(read.id()).isEqualTo(0x1234_0000_0000_0042L);
    }

    @Test
    void nobodyTakesNoRoom() {
        ByteBuffer request = ByteBuffer.wrap("content".getBytes(UTF_8));
        byte[] wrapped = Envelope.wrap(5, Proposal.of(Asker.ANONYMOUS, PUT, request));
        assertThat(wrapped).hasSize(2 + 1 + 2 + 1 + 1 + 7);
        Envelope read = new Envelope().read(Envelope.wrap(6, Proposal.of(Asker.of("user", 1), PUT, NOTHING)));
        assertThat(read.read(wrapped).asker()).isSameAs(Asker.ANONYMOUS);
        assertThat(UTF_8.decode(read.content()).toString()).isEqualTo("content");
    }
}
