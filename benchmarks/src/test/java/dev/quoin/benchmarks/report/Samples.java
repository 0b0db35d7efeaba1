package dev.quoin.benchmarks.report;

import dev.quoin.benchmarks.profile.CpuProfile;
import java.util.List;
import java.util.Map;

/** A report with two rounds of two servers. */
final class Samples {
    private Samples() {}

    static Report report() {
        return new Report(
                Report.FORMAT,
                "2026-01-02T03:04:05Z",
                "bench --compare <rocksdb>,etcd=PATH",
                "etcd",
                Map.of("cores", "2"),
                Map.of("keys", "10"),
                List.of(
                        new ServerInfo("rocksdb", "1.0", List.of("--backend=rocksdb")),
                        new ServerInfo("etcd", "3.5", List.of())),
                List.of(
                        row(1, "rocksdb", 2000, 10.0),
                        row(1, "etcd", 1000, 40.0),
                        row(2, "rocksdb", 3000, 12.0),
                        row(2, "etcd", 1000, 24.0)),
                List.of(
                        new ServerRow(1, "rocksdb", 300, 0.25, 200 << 20, 190 << 20, 210 << 20, 64 << 20),
                        new ServerRow(1, "etcd", 400, 0.5, 100 << 20, 90 << 20, 110 << 20, 128 << 20)),
                List.of(new CpuProfile(
                        "rocksdb, put",
                        10,
                        List.of(new CpuProfile.Share("a.B.c", 70), new CpuProfile.Share("d.E.f", 30)),
                        List.of(new CpuProfile.Share("core: store", 100)),
                        List.of(new CpuProfile.Share("apply", 100)))));
    }

    static PhaseRow row(int round, String server, double rate, Double cpu) {
        return new PhaseRow(
                round,
                server,
                "put",
                PhaseRow.WARM,
                1000,
                0,
                Map.of(),
                List.of(),
                1.0,
                rate,
                1000,
                2000,
                3000,
                4000,
                cpu,
                3.0,
                10L << 20,
                14L << 20,
                Map.of("apply", 6.0, "loop", 4.0),
                List.of(new CurvePoint(0, 500), new CurvePoint(50, 1000), new CurvePoint(99.9, 3000)));
    }
}
