package dev.quoin.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.StatusRequest;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.ServerProgram;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients may say much about themselves in a call's metadata, as long tokens and traces do; not without end. */
class MetadataIT {

    private static final Metadata.Key<String> KEY = Metadata.Key.of("long", Metadata.ASCII_STRING_MARSHALLER);
    private static final int MUCH = 100_000;
    private static final int TOO_MUCH = 20 << 20;

    @TempDir
    Path folder;

    @Test
    void muchMetadataIsTakenAndTooMuchIsNot() {
        try (Node node = NodeSpec.of(ServerProgram.underTest(), folder.resolve("data"))
                        .start();
                ApiClient client = node.client()) {
            assertThat(status(client.with(metadata(MUCH)))).isNotNull();
            assertThatThrownBy(() -> status(client.with(metadata(TOO_MUCH))))
                    .isInstanceOf(StatusRuntimeException.class);
            try (ApiClient other = node.client()) {
                assertThat(status(other)).isNotNull();
            }
        }
    }

    private static Metadata metadata(int bytes) {
        Metadata metadata = new Metadata();
        metadata.put(KEY, "m".repeat(bytes));
        return metadata;
    }

    private static Message status(ApiClient client) {
        return client.call(EtcdMethods.MAINTENANCE_STATUS, StatusRequest.getDefaultInstance(), Message.class);
    }
}
