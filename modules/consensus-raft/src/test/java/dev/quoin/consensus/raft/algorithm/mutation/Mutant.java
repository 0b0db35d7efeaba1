package dev.quoin.consensus.raft.algorithm.mutation;

import java.util.ArrayList;
import java.util.List;

/**
 * A way of breaking one of the fifteen points that go wrong if nobody looks: fragments of source text, each with what
 * takes its place.
 */
final class Mutant {
    final int point;
    final String what;
    final String test;
    final List<Edit> edits = new ArrayList<>();

    private Mutant(int point, String what, String test) {
        this.point = point;
        this.what = what;
        this.test = test;
    }

    /** What takes the place of a fragment that occurs exactly once in a file. */
    record Edit(String file, String fragment, String replacement) {
        String apply(String source) {
            int at = source.indexOf(fragment);
            if (at < 0 || source.indexOf(fragment, at + 1) >= 0) {
                throw new AssertionError(file + " does not hold exactly once: " + fragment);
            }
            return source.replace(fragment, replacement);
        }
    }

    /** @param test the test that has to notice, as {@code Class.method} */
    static Mutant of(int point, String what, String test, String file, String fragment, String replacement) {
        return new Mutant(point, what, test).and(file, fragment, replacement);
    }

    Mutant and(String file, String fragment, String replacement) {
        edits.add(new Edit(file, fragment, replacement));
        return this;
    }

    @Override
    public String toString() {
        return "point " + point + ": " + what;
    }
}
