package dev.quoin.protocol.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.Facts;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EtcdErrorTest {
    @Test
    void answersWithTheCodesAndTextsOfEtcd() throws IOException {
        List<String> facts = Facts.read("errors.facts");

        List<String> ours = Arrays.stream(EtcdError.values())
                .map(error -> "%s=%d:%s".formatted(error.name(), error.code(), error.text()))
                .toList();

        assertThat(facts).as("facts of etcd").hasSizeGreaterThan(60);
        assertThat(ours).containsExactlyInAnyOrderElementsOf(facts);
    }

    @Test
    void canBeToldApartByTheirTexts() {
        assertThat(Arrays.stream(EtcdError.values()).map(EtcdError::text)).doesNotHaveDuplicates();
    }
}
