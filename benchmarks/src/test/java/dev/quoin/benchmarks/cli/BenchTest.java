package dev.quoin.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Bench.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rounds 1                                   | say which servers to measure, with either --compare or --endpoint; --help says more",
                "--endpoint 127.0.0.1:1 --compare a=/bin/cat | say which servers to measure, with either --compare or --endpoint; --help says more",
                "--compare a=/bin/cat --pid 1 | --pid goes with --endpoint",
                "--endpoint 127.0.0.1:1 --cold 5 | --cold goes with --compare",
                "--endpoint nowhere                           | --endpoint is host:port, not nowhere",
                "--endpoint 127.0.0.1:0                       | --endpoint is host:port, not 127.0.0.1:0",
                "--endpoint https://127.0.0.1:2379            | --endpoint: TLS is not supported: https://127.0.0.1:2379",
                "--endpoint 127.0.0.1:1 --workload put,nosuch | unknown workload nosuch; there are put, update, get, "
                        + "linearizable-get, list, list-stream, txn, mixed, compaction",
                "--endpoint 127.0.0.1:1 --clients 0           | --clients must be from 1 to 1000000, not 0",
                "--endpoint 127.0.0.1:1 --duration 5x         | Invalid value for option '--duration': not a duration such as 500ms or 10s: 5x",
                "--endpoint 127.0.0.1:1 --workload list --keys 5 | --list-keys 10000 is more than --keys 5",
                "--endpoint 127.0.0.1:1 --nosuch              | Unknown option: '--nosuch'",
                "--compare etcd=/no/such/file                 | no executable at /no/such/file",
                "--compare rocksdb                            | no Quoin to run the backend rocksdb: build it, or name its launcher with --quoin",
                "--compare a=/bin/cat,a=/bin/cat              | two servers are named a",
                "--compare a=/bin/cat --baseline b            | --baseline names no server that is compared: b",
                "--compare a=/bin/cat --server-flag b=--x     | --server-flag names no server that is compared: b",
                "--compare a=/bin/cat --server-flag b         | --server-flag is label=flag, not b",
            })
    void whatCannotBeRunIsRefusedInOneLine(String arguments, String message) {
        assertThat(run(arguments.split(" +"))).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("bench: " + message);
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        assertThat(run("--endpoint", "127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).startsWith("bench: cannot connect to 127.0.0.1:1: ");
    }

    @Test
    void aServerThatEndsIsSaidToHaveEnded() {
        assertThat(run("--compare", "broken=/bin/false", "--work-dir", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("bench: broken ended with exit code 1");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatIsNoReportIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{}");
        assertThat(run("render", other.toString())).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("bench: " + other + ": not a report of format 1");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThat(run("render", folder.resolve("none.json").toString())).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("bench: " + folder.resolve("none.json") + ": no such file");
    }
}
