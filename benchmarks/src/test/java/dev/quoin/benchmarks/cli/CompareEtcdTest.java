package dev.quoin.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.quoin.benchmarks.report.JsonReport;
import dev.quoin.benchmarks.report.PhaseRow;
import dev.quoin.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A whole comparison, small, of an etcd with itself. Needs one in the folder that QUOIN_PEER_BIN names. */
class CompareEtcdTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Report run(String arguments) throws IOException {
        String peers = System.getenv("QUOIN_PEER_BIN");
        assumeThat(peers).as("QUOIN_PEER_BIN").isNotNull();
        Path data = Files.createDirectory(folder.resolve("data"));
        Path json = folder.resolve("report.json");
        CommandLine command = Bench.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code =
                command.execute(("--connections 5 --clients 20 --value-size 100 --keys 500 --list-keys 100 --warmup 0s "
                                + "--duration 300ms --requests 100 --work-dir " + data + " --json " + json + " "
                                + arguments.replace("PEER", peers))
                        .split(" "));
        assertThat(code).as(err.toString()).isZero();
        assertThat(data).isEmptyDirectory();
        return JsonReport.read(Files.readString(json));
    }

    @Test
    void everyServerHasItsTurnInEveryRound() throws IOException {
        Report report = run("--compare etcd=PEER,same=PEER/etcd --server-flag same=--max-txn-ops=200 "
                + "--workload put,get --rounds 2 --cold 50 --idle 0s");
        assertThat(report.baseline()).isEqualTo("etcd");
        assertThat(report.phases())
                .hasSize(2 * 2 * 2 * 2)
                .allSatisfy(CompareEtcdTest::isMeasured)
                .extracting(row -> row.round() + " " + row.server() + " " + row.title())
                .startsWith(
                        "1 etcd put, cold",
                        "1 etcd put, warm",
                        "1 etcd get, cold",
                        "1 etcd get, warm",
                        "1 same put, cold")
                .endsWith("2 same get, warm");
        assertThat(report.phases())
                .filteredOn(row -> row.phase().equals(PhaseRow.COLD))
                .allSatisfy(row -> assertThat(row.requests()).isEqualTo(50));
    }

    @Test
    void everyWorkloadIsAnswered() throws IOException {
        Report report = run("--compare etcd=PEER --rounds 1 --idle 200ms "
                + "--workload put,update,get,linearizable-get,list,list-stream,txn,mixed");
        assertThat(report.phases()).hasSize(8).allSatisfy(CompareEtcdTest::isMeasured);
        assertThat(report.states()).hasSize(1).allSatisfy(state -> {
            assertThat(state.startMillis()).isPositive();
            assertThat(state.residentBytes()).isPositive();
            assertThat(state.diskBytes()).isPositive();
        });
        assertThat(out.toString()).contains("put, warm", "mixed, warm", "at rest");
    }

    private static void isMeasured(PhaseRow row) {
        assertThat(row.errors()).as("%s", row).isZero();
        if (row.unsupported().isEmpty()) {
            assertThat(row.requests()).as("%s", row).isPositive();
            assertThat(row.p50Micros()).isPositive().isLessThanOrEqualTo(row.p99Micros());
        } else {
            assertThat(row.workload()).as("what only newer servers have").isEqualTo("list-stream");
        }
    }
}
