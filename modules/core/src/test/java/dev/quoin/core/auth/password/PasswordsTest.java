package dev.quoin.core.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.testkit.host.SimHost;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Passwords are hashed elsewhere, and only so many wait for it. */
class PasswordsTest {
    private final SimHost host = SimHost.alone(1);
    private final Passwords passwords = new Passwords(host, host.random("salt"), new PasswordOptions(4, 2));

    @Test
    void hashesAndChecksOnThreadsOfItsOwn() {
        List<byte[]> hashes = new ArrayList<>();
        assertThat(passwords.hash("secret", () -> true, hashes::add)).isTrue();
        assertThat(hashes).isEmpty();
        host.simulation().runUntilIdle();
        List<Boolean> verdicts = new ArrayList<>();
        passwords.check(hashes.getFirst(), "secret", () -> true, verdicts::add);
        passwords.check(hashes.getFirst(), "guess", () -> true, verdicts::add);
        passwords.check(null, "secret", () -> true, verdicts::add);
        host.simulation().runUntilIdle();
        assertThat(verdicts).hasSize(3).containsOnlyOnce(true);
    }

    @Test
    void refusesWhenTooManyWait() {
        int accepted = 0;
        while (passwords.check(null, "x", () -> true, verdict -> {})) {
            accepted++;
        }
        assertThat(accepted).isEqualTo(128);
        host.simulation().runUntilIdle();
        assertThat(passwords.check(null, "x", () -> true, verdict -> {})).isTrue();
    }
}
