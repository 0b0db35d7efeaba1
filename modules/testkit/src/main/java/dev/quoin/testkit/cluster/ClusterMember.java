package dev.quoin.testkit.cluster;

import com.google.protobuf.Message;
import dev.quoin.api.host.Agent;
import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.method.EtcdMethods;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A member under simulation: a machine, and one process after the other on it. */
final class ClusterMember {
    private static final int LOOP_INBOX = 1 << 14;

    private final MemberSite site;
    private final Opener opener;
    private final RandomGenerator random;
    private @Nullable Process process;
    private boolean retired;
    private boolean paused;

    /** Puts a process together. */
    interface Opener {
        RunningMember open(MemberSite site);
    }

    /** The part of a member that ends with the process. */
    private static final class Process {
        final RunningMember member;
        final Agent loop;
        final Set<SimCall> calls = new LinkedHashSet<>();
        long seenRevision = 1;
        boolean ready;

        Process(RunningMember member, Agent loop) {
            this.member = member;
            this.loop = loop;
        }
    }

    ClusterMember(MemberSite site, Opener opener) {
        this.site = site;
        this.opener = opener;
        this.random = site.host().simulation().random(site.name() + " store");
    }

    MemberSite site() {
        return site;
    }

    String name() {
        return site.name();
    }

    long id() {
        return site.identity().memberId();
    }

    boolean isRunning() {
        return process != null && site.host().fatalReason() == null;
    }

    boolean isReady() {
        Process now = process;
        return now != null && now.ready && isRunning();
    }

    /** Returns true when the member has left the cluster for good. */
    boolean isRetired() {
        return retired;
    }

    boolean isPaused() {
        return paused;
    }

    /** The running process. */
    RunningMember running() {
        Process now = process;
        if (now == null) {
            throw new IllegalStateException(name() + " does not run");
        }
        return now.member;
    }

    void start() {
        if (process != null) {
            // It has ended by itself.
            kill();
        }
        RunningMember member = opener.open(site);
        Process started = new Process(member, site.host().startAgent("client-loop", LOOP_INBOX, () -> {}));
        process = started;
        member.whenReady(() -> started.ready = true);
        member.start();
    }

    /** Ends the process in order. */
    void stop() {
        resume();
        RunningMember member = running();
        member.close();
        site.host().kill();
        gone();
    }

    /** Kills the process. What the storage engine had not made durable may be gone with it, as its contract says. */
    void kill() {
        site.host().kill();
        site.medium().crash(random);
        gone();
    }

    /** The power of the machine goes. */
    void crash() {
        site.host().crash();
        site.medium().crash(random);
        gone();
    }

    /** The member has left the cluster: its machine goes. */
    void retire() {
        retired = true;
        if (process != null) {
            kill();
        }
    }

    void pause() {
        paused = true;
        site.host().pause();
    }

    void resume() {
        paused = false;
        site.host().resume();
    }

    private void gone() {
        paused = false;
        site.network().disconnect(id());
        Process ended = process;
        process = null;
        if (ended != null) {
            for (SimCall call : ended.calls.toArray(SimCall[]::new)) {
                call.close(StatusCode.UNAVAILABLE, "connection lost");
            }
        }
    }

    /** The last state seen of this process. A serializable read of it must never fall behind. */
    long seenRevision() {
        return process == null ? 1 : process.seenRevision;
    }

    /** A client saw a revision in an answer of this process. */
    void saw(Object of, long revision) {
        Process now = process;
        if (now != null && now == of) {
            now.seenRevision = Math.max(now.seenRevision, revision);
        }
    }

    /** Tells processes apart. */
    @Nullable
    Object processKey() {
        return process;
    }

    /** Calls a unary method. */
    void call(EtcdMethods method, Message request, Consumer<Reply> reply) {
        Process to = process;
        if (to == null) {
            reply.accept(new Reply(StatusCode.UNAVAILABLE, "connection refused", new byte[0]));
            return;
        }
        SimCall[] self = new SimCall[1];
        SimCall call = new SimCall(method.path(), task -> execute(to, task), message -> {}, ended -> {
            to.calls.remove(self[0]);
            reply.accept(ended);
        });
        self[0] = call;
        to.calls.add(call);
        ApiMethod.Unary unary = (ApiMethod.Unary) method(to, method);
        byte[] bytes = request.toByteArray();
        execute(to, () -> unary.handler().handle(call, ByteBuffer.wrap(bytes)));
    }

    /** Opens a stream; null where nothing runs. */
    @Nullable
    SimCall stream(EtcdMethods method, Consumer<byte[]> messages, Consumer<Reply> end) {
        Process to = process;
        if (to == null) {
            return null;
        }
        SimCall[] self = new SimCall[1];
        SimCall call = new SimCall(method.path(), task -> execute(to, task), messages, ended -> {
            to.calls.remove(self[0]);
            end.accept(ended);
        });
        self[0] = call;
        to.calls.add(call);
        ApiMethod.Streaming streaming = (ApiMethod.Streaming) method(to, method);
        execute(to, () -> call.listener(streaming.handler().open(call)));
        return call;
    }

    private static ApiMethod method(Process process, EtcdMethods method) {
        ApiMethod found = process.member.api().method(method.path());
        if (found == null) {
            throw new IllegalStateException("no method " + method.path());
        }
        return found;
    }

    private static void execute(Process process, Runnable task) {
        // Refused by a process that has ended, or that has more to do than it takes: then the client's time runs out.
        process.loop.offer(task);
    }
}
