package dev.quoin.testkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.auth.Authenticator.Listener;
import dev.quoin.api.auth.TlsMaterial;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Files that change while the node runs. Skipped for a provider that reads none. */
interface ReloadCases extends AuthCases {
    @Test
    default void newFilesAreTakenWithAHigherVersion() throws IOException {
        AuthSubject.FileChange renewal = renewal();
        Map<Listener, TlsMaterial> before = materials();
        renewal.make();
        harness().soon();
        Map<Listener, TlsMaterial> after = materials();
        assertThat(after).isNotEqualTo(before);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((listener, material) -> {
            TlsMaterial old = before.get(listener);
            if (old != null && !material.equals(old)) {
                assertThat(material.version()).isGreaterThan(old.version());
            }
        });
        harness().soon();
        assertThat(materials()).isEqualTo(after);
    }

    @Test
    default void damagedFilesLeaveTheOldInForceUntilTheyAreGoodAgain() throws IOException {
        AuthSubject.FileChange renewal = renewal();
        Map<Listener, TlsMaterial> before = materials();
        for (AuthSubject.FileChange damage :
                harness().subject().damages(harness().folder())) {
            damage.make();
            harness().soon();
            assertThat(materials()).isEqualTo(before);
        }
        renewal.make();
        harness().soon();
        assertThat(materials()).isNotEqualTo(before);
    }

    private AuthSubject.FileChange renewal() {
        Optional<AuthSubject.FileChange> renewal =
                harness().subject().renewal(harness().folder());
        Assumptions.assumeTrue(renewal.isPresent(), "reads no files");
        return renewal.orElseThrow();
    }

    private Map<Listener, TlsMaterial> materials() {
        Map<Listener, TlsMaterial> materials = new EnumMap<>(Listener.class);
        for (Listener listener : Listener.values()) {
            harness().authenticator().tls(listener).ifPresent(material -> materials.put(listener, material));
        }
        return materials;
    }
}
