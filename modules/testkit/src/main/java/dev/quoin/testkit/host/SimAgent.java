package dev.quoin.testkit.host;

import dev.quoin.api.host.Agent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread of a {@link SimHost}: an inbox whose tasks the simulation runs one by one. */
final class SimAgent implements Agent {
    private final Simulation simulation;
    private final SimHost host;
    private final String name;
    private final int capacity;
    private final Runnable afterBatch;
    private final ArrayDeque<Runnable> inbox = new ArrayDeque<>();
    private final ArrayDeque<Runnable> dueTimers = new ArrayDeque<>();
    /** Accepted while the sender was still waiting for a disk: they count, but arrive when it is done. */
    private final List<Runnable> underWay = new ArrayList<>();

    /** The rest of the tasks that waited when the present batch began. */
    private int leftInBatch;

    private boolean batchToEnd;
    private boolean resting;
    private boolean listed;
    private boolean closing;
    private boolean ended;

    SimAgent(Simulation simulation, SimHost host, String name, int capacity, Runnable afterBatch) {
        this.simulation = simulation;
        this.host = host;
        this.name = host.name() + "/" + name;
        this.capacity = capacity;
        this.afterBatch = afterBatch;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean offer(Runnable task) {
        if (closing || ended || inbox.size() + underWay.size() >= capacity) {
            return false;
        }
        SimAgent sender = simulation.running();
        if (sender != null && sender != this && simulation.hasDebt()) {
            underWay.add(task);
            simulation.event(simulation.now(), false, () -> arrive(task));
        } else {
            inbox.add(task);
            update();
        }
        return true;
    }

    private void arrive(Runnable task) {
        if (underWay.remove(task)) {
            inbox.add(task);
            update();
        }
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        long time = simulation.now() + Math.max(0, delayNanos);
        Simulation.Event event = simulation.event(time, true, () -> {
            if (!ended && !closing) {
                dueTimers.add(task);
                update();
            }
        });
        return event::cancel;
    }

    @Override
    public boolean isCurrent() {
        return simulation.running() == this;
    }

    @Override
    public void close() {
        if (ended || closing) {
            return;
        }
        closing = true;
        dueTimers.clear();
        inbox.addAll(underWay);
        underWay.clear();
        if (isCurrent()) {
            update();
            return;
        }
        while (!ended && hasWork()) {
            simulation.turn(this);
        }
        end();
    }

    /** Runs the next timer, task or end of a batch. */
    void runOne() {
        Runnable timer = dueTimers.poll();
        if (timer != null) {
            batchToEnd |= leftInBatch == 0;
            host.run(this, timer);
        } else if (batchToEnd) {
            batchToEnd = false;
            host.run(this, afterBatch);
        } else {
            host.run(this, nextTask());
        }
        if (closing && !hasWork()) {
            end();
        }
    }

    private Runnable nextTask() {
        if (leftInBatch == 0) {
            leftInBatch = inbox.size();
        }
        leftInBatch--;
        batchToEnd = leftInBatch == 0;
        return inbox.remove();
    }

    private boolean hasWork() {
        return !inbox.isEmpty() || !dueTimers.isEmpty() || batchToEnd;
    }

    /** Not to be run again before the disk has done what the last task waited for. */
    void restFor(long nanos) {
        if (nanos > 0) {
            resting = true;
            simulation.event(simulation.currentInstant() + nanos, false, () -> {
                resting = false;
                update();
            });
        }
        update();
    }

    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
        inbox.clear();
        underWay.clear();
        dueTimers.clear();
        batchToEnd = false;
        update();
    }

    /** Enters or leaves the list of those that may run. */
    void update() {
        boolean wanted = !ended && !resting && !host.isPaused() && hasWork();
        if (wanted != listed) {
            listed = wanted;
            simulation.setReady(this, wanted);
        }
    }

    /** Returns its place in its work, for the message of a failing test. */
    @Override
    public String toString() {
        @Nullable Runnable next = inbox.peek();
        return name + " inbox=" + inbox.size() + (next == null ? "" : " next=" + next);
    }
}
