package dev.quoin.tests.simulation.planted;

import java.util.ArrayList;
import java.util.List;

/** A bug: fragments of source text, each with what takes its place. */
final class PlantedBug {
    /** Where the sources of the parts under test lie, seen from this module. */
    private static final String MODULES = "../../modules/";

    final String what;
    final List<Edit> edits = new ArrayList<>();

    private PlantedBug(String what) {
        this.what = what;
    }

    /**
     * What takes the place of a fragment that occurs exactly once in a file.
     *
     * @param root of the sources
     * @param file below it
     */
    record Edit(String root, String file, String fragment, String replacement) {
        String apply(String source) {
            int at = source.indexOf(fragment);
            if (at < 0 || source.indexOf(fragment, at + 1) >= 0) {
                throw new AssertionError(file + " does not hold exactly once: " + fragment);
            }
            return source.replace(fragment, replacement);
        }
    }

    static PlantedBug of(String what) {
        return new PlantedBug(what);
    }

    PlantedBug inCore(String file, String fragment, String replacement) {
        return in("core", "dev/quoin/core/" + file, fragment, replacement);
    }

    PlantedBug inConsensus(String file, String fragment, String replacement) {
        return in("consensus-raft", "dev/quoin/consensus/raft/" + file, fragment, replacement);
    }

    private PlantedBug in(String module, String file, String fragment, String replacement) {
        edits.add(new Edit(MODULES + module + "/src/main/java", file, fragment, replacement));
        return this;
    }

    @Override
    public String toString() {
        return what;
    }
}
