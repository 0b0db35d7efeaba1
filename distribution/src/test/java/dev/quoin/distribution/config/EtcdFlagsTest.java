package dev.quoin.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.config.ConfigKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the flags against the list of those that etcd 3.7.1 has, and the documentation against the flags. */
class EtcdFlagsTest {
    /** Where the default differs, and why is in docs/compatibility.md. */
    private static final Set<String> OTHER_DEFAULTS = Set.of("data-dir");

    private static final Path DOCUMENT = Path.of("../docs/compatibility.md");
    private static final String BEGIN = "<!-- flags: EtcdFlagsTest checks what stands here -->\n";
    private static final String END = "<!-- end of flags -->\n";

    @Test
    void everyFlagOfEtcdIsEitherOursOrRefusedByName() throws IOException {
        for (String name : etcd().keySet()) {
            boolean ours = NodeKeys.spec().key(name).isPresent() || name.equals("version");
            assertThat(ours != (EtcdFlags.find(name) != null)).as(name).isTrue();
        }
        assertThat(EtcdFlags.all()).extracting(EtcdFlag::name).isSubsetOf(etcd().keySet());
    }

    @Test
    void sharedFlagsHaveEtcdsDefaults() throws IOException {
        Map<String, String> etcd = etcd();
        for (ConfigKey key : NodeKeys.spec().keys()) {
            if (etcd.containsKey(key.name()) && !OTHER_DEFAULTS.contains(key.name())) {
                assertThat(key.defaultText() == null ? "" : key.defaultText())
                        .as(key.name())
                        .isEqualTo(etcd.get(key.name()));
            }
        }
    }

    @Test
    void theDocumentationListsThemAll() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains(BEGIN, END);
        String listed = document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END));
        assertThat(listed).isEqualTo(table());
    }

    private static String table() throws IOException {
        Set<String> names = new TreeSet<>(etcd().keySet());
        NodeKeys.spec().keys().forEach(key -> names.add(key.name()));
        return "\n| flag | state |\n|---|---|\n"
                + names.stream().map(EtcdFlagsTest::row).collect(Collectors.joining()) + "\n";
    }

    private static String row(String name) {
        return "| `--" + name + "` | " + state(name) + " |\n";
    }

    private static String state(String name) {
        EtcdFlag missing = EtcdFlags.find(name);
        if (missing != null && missing.plugin() != null) {
            return "yes, with plugin `" + missing.plugin() + "`";
        }
        if (missing != null) {
            return missing.only() == null ? "not yet: refused" : "not yet: only `" + missing.only() + "` is accepted";
        }
        String idle = WithoutEffect.reason(name);
        if (idle != null) {
            return "accepted, without effect: " + idle;
        }
        return isEtcds(name) ? "yes" : "Quoin's own";
    }

    private static boolean isEtcds(String name) {
        try {
            return etcd().containsKey(name);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Names and defaults. */
    private static Map<String, String> etcd() throws IOException {
        try (InputStream in = EtcdFlagsTest.class.getResourceAsStream("etcd-flags.tsv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            Map<String, String> flags = new TreeMap<>();
            lines.forEach(
                    line -> flags.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1)));
            return flags;
        }
    }
}
