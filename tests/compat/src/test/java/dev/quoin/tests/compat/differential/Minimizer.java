package dev.quoin.tests.compat.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes steps away for as long as the servers still part at the same kind of step. */
final class Minimizer {

    private final Function<List<Step>, Optional<Difference>> replay;
    private int tries;

    /**
     * Of one failure.
     *
     * @param replay takes steps on a fresh pair of servers
     * @param tries how many replays there may be
     */
    Minimizer(Function<List<Step>, Optional<Difference>> replay, int tries) {
        this.replay = replay;
        this.tries = tries;
    }

    Difference minimize(Difference found) {
        Difference smallest = found;
        int part = Math.max(1, found.steps().size() / 2);
        while (tries > 0) {
            Optional<Difference> smaller = smaller(smallest, part);
            if (smaller.isPresent()) {
                smallest = smaller.get();
            } else if (part == 1) {
                return smallest;
            }
            part = Math.clamp(
                    smaller.isPresent() ? part : part / 2,
                    1,
                    Math.max(1, smallest.steps().size() - 1));
        }
        return smallest;
    }

    /** One pass over the steps, each part taken away once; the last step stays. */
    private Optional<Difference> smaller(Difference found, int part) {
        Difference smallest = found;
        for (int end = found.steps().size() - 1; end > 0 && tries > 0; end -= part) {
            List<Step> steps = smallest.steps();
            int from = Math.max(0, Math.min(end, steps.size() - 1) - part);
            List<Step> fewer = new ArrayList<>(steps.subList(0, from));
            fewer.addAll(steps.subList(Math.min(from + part, steps.size() - 1), steps.size()));
            tries--;
            Optional<Difference> again = replay.apply(fewer);
            if (again.isPresent() && again.get().about().equals(found.about())) {
                smallest = again.get();
            }
        }
        return smallest == found ? Optional.empty() : Optional.of(smallest);
    }
}
