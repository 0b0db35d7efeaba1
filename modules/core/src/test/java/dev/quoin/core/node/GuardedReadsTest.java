package dev.quoin.core.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.MemberListRequest;
import org.junit.jupiter.api.Test;

/** A read that fails behind its barrier is answered. */
class GuardedReadsTest {
    @Test
    void membersThatCanNotBeReadAreAnError() {
        try (NodeFixture fixture = new NodeFixture()) {
            damageMembers(fixture);
            RecordedCall list = fixture.call(
                    EtcdMethods.MEMBER_LIST,
                    MemberListRequest.newBuilder().setLinearizable(true).build());
            assertThat(list.status).isEqualTo(StatusCode.INTERNAL);
            assertThat(list.text).contains("a stored member can not be read");
        }
    }

    private static void damageMembers(NodeFixture fixture) {
        Table members = Node.tables().stream()
                .filter(table -> table.name().equals("member"))
                .findFirst()
                .orElseThrow();
        try (WriteTxn txn = fixture.backend().begin()) {
            txn.put(members, "damaged!".getBytes(UTF_8), new byte[] {(byte) 0xff});
            txn.commit(fixture.backend().appliedIndex());
        }
    }
}
