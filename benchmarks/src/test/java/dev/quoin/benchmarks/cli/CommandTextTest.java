package dev.quoin.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTextTest {
    @Test
    void filesOfThisMachineAreLeftOut() {
        assertThat(CommandText.of(List.of(
                        "--compare",
                        "rocksdb,etcd=/usr/bin/etcd,old=../old/etcd,lmdb",
                        "--json",
                        "/some/file",
                        "--html=other",
                        "--rounds=3",
                        "--server-flag",
                        "etcd=--quota-backend-bytes=5")))
                .isEqualTo("benchmarks/bench --compare rocksdb,etcd=PATH,old=PATH,lmdb --rounds=3 "
                        + "--server-flag etcd=--quota-backend-bytes=5");
        assertThat(CommandText.of(List.of("--compare=etcd=/usr/bin/etcd,rocksdb")))
                .isEqualTo("benchmarks/bench --compare=etcd=PATH,rocksdb");
    }
}
