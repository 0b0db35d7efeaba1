package dev.quoin.core.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords on threads of their own, since each takes tens of milliseconds of computing. Only so many wait;
 * further ones are refused. Safe for use by any thread.
 */
public final class Passwords implements AutoCloseable {
    private static final int MAX_WAITING = 64;

    private final Bcrypt bcrypt;
    private final List<Agent> agents = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * Starts the threads.
     *
     * @param random numbers that nobody can guess; safe for use by any thread
     * @param options how hard hashing is, and how many may hash at a time
     */
    public Passwords(Host host, RandomGenerator random, PasswordOptions options) {
        this.bcrypt = new Bcrypt(random, options.cost());
        for (int i = 0; i < options.threads(); i++) {
            agents.add(host.startAgent("auth-password-" + i, MAX_WAITING, () -> {}));
        }
    }

    /** Whether a password is longer than bcrypt can tell apart. */
    public static boolean isTooLong(String password) {
        return password.getBytes(UTF_8).length > Bcrypt.MAX_BYTES;
    }

    /**
     * Hashes a password that is not too long.
     *
     * @param wanted asked when its turn comes; nothing happens when it is not wanted any more
     * @param done gets the hash, on one of the threads; must not throw
     * @return false when too many wait; nothing happens then
     */
    public boolean hash(String password, BooleanSupplier wanted, Consumer<byte[]> done) {
        return offer(() -> {
            if (wanted.getAsBoolean()) {
                done.accept(bcrypt.hash(password));
            }
        });
    }

    /**
     * Checks a password.
     *
     * @param hash of the user, or null for a user that does not exist, which takes the same time
     * @param wanted asked when its turn comes; nothing happens when it is not wanted any more
     * @param done gets whether it is the right one, on one of the threads; must not throw
     * @return false when too many wait; nothing happens then
     */
    public boolean check(byte @Nullable [] hash, String password, BooleanSupplier wanted, Consumer<Boolean> done) {
        return offer(() -> {
            if (wanted.getAsBoolean()) {
                done.accept(matches(hash, password));
            }
        });
    }

    private boolean matches(byte @Nullable [] hash, String password) {
        if (hash == null) {
            bcrypt.pretend(password);
            return false;
        }
        return bcrypt.matches(hash, password);
    }

    /** Runs what takes long for other reasons, as signing does, on the same threads. */
    public boolean offer(Runnable task) {
        int first = turn.getAndIncrement();
        for (int i = 0; i < agents.size(); i++) {
            if (agents.get(Math.floorMod(first + i, agents.size())).offer(task)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        agents.forEach(Agent::close);
    }
}
