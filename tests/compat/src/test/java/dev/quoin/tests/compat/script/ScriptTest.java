package dev.quoin.tests.compat.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a comparison which finds nothing has looked: what counts is kept, what does not is taken out. */
class ScriptTest {

    @Test
    void readsCommandsWithTheirInputAndWhatTheyCapture() {
        List<Step> steps = ScriptReader.read(List.of(
                "# remark", "> put 'a b' \"c\"", "| x", "|*2 k%", "|@3", "= id lease (.*)", "~4 watch a", "?w 2"));

        Step.Run run = (Step.Run) steps.getFirst();
        assertThat(run.words()).containsExactly("put", "a b", "c");
        assertThat(run.input()).isEqualTo("x\nk0\nk1\nxxx\n");
        assertThat(run.captures()).containsExactly(new Step.Capture("id", "lease (.*)"));
        assertThat(steps.subList(1, 3))
                .containsExactly(
                        new Step.RunUntil("watch a", List.of("watch", "a"), 4), new Step.Await("w 2 (lines)", "w", 2));
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> ScriptReader.read(List.of("put a b"))).hasMessageContaining("put a b");
        assertThatThrownBy(() -> ScriptReader.read(List.of("> put 'a"))).hasMessageContaining("without its end");
    }

    @Test
    void takesOutTimesAndIdsButNotRevisions() {
        Normalizer normalizer = new Normalizer();
        normalizer.name("694d8b1f2c3d4e5f", "lease");
        long decimal = 0x694d8b1f2c3d4e5fL;
        assertThat(normalizer.normalize(
                        "",
                        List.of(
                                "lease 694d8b1f2c3d4e5f remaining(59s)",
                                "\"id\":" + decimal + ",\"revision\":7",
                                "| 12 kB |  3 |")))
                .containsExactly("lease <lease> remaining(<time>)", "\"id\":<lease>,\"revision\":7", "| <size> | 3");
    }

    @Test
    void findsTheOneLineThatDiffers() {
        Comparison comparison = new Comparison(new PrintStream(OutputStream.nullOutputStream()), "etcd", "quoin");
        comparison.compare(
                List.of(new Observation("one", List.of("a")), new Observation("two", List.of("b"))),
                List.of(new Observation("one", List.of("a")), new Observation("two", List.of("c"))));
        assertThat(comparison.differences()).singleElement().asString().contains("two", "b", "c");
    }
}
