package dev.quoin.consensus.raft.algorithm.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Breaks each of the fifteen points in turn; each time the test that is there for it has to fail. */
class MutationRunTest {
    private static final AtomicInteger NOTICED = new AtomicInteger();

    private final Workshop workshop = new Workshop();

    @Test
    void everyPointIsBroken() {
        assertThat(Mutants.all().stream()
                        .mapToInt(mutant -> mutant.point)
                        .distinct()
                        .sorted())
                .containsExactly(IntStream.rangeClosed(1, 15).boxed().toArray(Integer[]::new));
    }

    @Test
    void nothingFailsUnbroken() {
        Trial unbroken = new Trial(Map.of());
        assertThat(Mutants.all()).noneMatch(mutant -> unbroken.fails(mutant.test));
    }

    @TestFactory
    Stream<DynamicTest> brokenPointIsNoticed() {
        return Mutants.all().stream().map(mutant -> DynamicTest.dynamicTest(mutant.toString(), () -> notice(mutant)));
    }

    private void notice(Mutant mutant) {
        boolean noticed = new Trial(workshop.compile(mutant)).fails(mutant.test);
        assertThat(noticed).as("%s is noticed by %s", mutant, mutant.test).isTrue();
        NOTICED.incrementAndGet();
        System.out.println(mutant + ": " + mutant.test + " fails");
    }

    @AfterAll
    static void report() {
        System.out.println(
                "raft mutations: " + NOTICED.get() + " of " + Mutants.all().size() + " noticed");
    }
}
