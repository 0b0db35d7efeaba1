package dev.quoin.tests.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quoin.tests.harness.CommandResult;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The programs under {@code tests/clients} find what they expect. {@code -Dquoin.clients=go,python,node,rust} chooses
 * among them; to build them takes longer than to run them, and needs the registries of their languages.
 */
class ForeignClientsIT {

    private static final List<String> CHOSEN =
            List.of(System.getProperty("quoin.clients", "go").split(","));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void findsWhatItExpects(ForeignClient client) {
        String name = client.name().toLowerCase(Locale.ROOT);
        assumeTrue(CHOSEN.contains(name), "not chosen: add " + name + " to -Dquoin.clients=");
        assumeTrue(
                client.missing().isEmpty(),
                () -> "not on PATH: " + client.missing().orElseThrow());
        client.build();
        try (Node node =
                NodeSpec.of(ServerProgram.underTest(), folder.resolve("data")).start()) {
            CommandResult result = client.run(node.ports().clientEndpoint());
            System.out.println(name + ":\n" + result.text());
            assertThat(result.exitCode()).as(result.toString()).isZero();
            assertThat(result.text()).contains("ok ").doesNotContain("failed ");
        }
    }
}
