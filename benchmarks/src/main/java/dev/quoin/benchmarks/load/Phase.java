package dev.quoin.benchmarks.load;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/** A stretch of load: what its clients have in common. */
final class Phase {
    private final List<Operation> operations;
    private final KeyOrder order;
    private final ValuePool values;
    private final Budget budget;
    private final CountDownLatch running;
    private final int totalWeight;

    Phase(List<Operation> operations, KeyOrder order, ValuePool values, Budget budget, int clients) {
        this.operations = List.copyOf(operations);
        this.order = order;
        this.values = values;
        this.budget = budget;
        running = new CountDownLatch(clients);
        totalWeight = operations.stream().mapToInt(Operation::weight).sum();
    }

    List<Operation> operations() {
        return operations;
    }

    KeyOrder order() {
        return order;
    }

    ValuePool values() {
        return values;
    }

    Budget budget() {
        return budget;
    }

    /** Draws an operation. */
    int choose(SplittableRandom random) {
        if (operations.size() == 1) {
            return 0;
        }
        int left = random.nextInt(totalWeight);
        int choice = 0;
        while (left >= operations.get(choice).weight()) {
            left -= operations.get(choice).weight();
            choice++;
        }
        return choice;
    }

    void clientEnded() {
        running.countDown();
    }

    /** Opens when all clients have ended. */
    CountDownLatch running() {
        return running;
    }
}
