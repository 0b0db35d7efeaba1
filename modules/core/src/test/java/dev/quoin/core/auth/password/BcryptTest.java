package dev.quoin.core.auth.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.testkit.host.SimHost;
import org.junit.jupiter.api.Test;

/** Hashes that etcd can check, and those that etcd made. */
class BcryptTest {
    /** Made by etcd 3.5.30 with --bcrypt-cost=4. */
    private static final String OF_ETCD = "$2a$04$F5Gdk9Rmx2VAHUAE9zPuk.CtFVKKJ642f.CU1z6WNZ5NiXEq81Ls2";

    private static final String OF_ETCD_72 = "$2a$04$kVea3WM6ZWFwVWMln8eV7OJ1qzCNp7qjRmUNEuImcLTFKqQDMf0uC";

    private final Bcrypt bcrypt = new Bcrypt(SimHost.alone(1).random("salt"), 4);

    @Test
    void checksWhatEtcdHashed() {
        assertThat(matches(OF_ETCD, "päss word")).isTrue();
        assertThat(matches(OF_ETCD, "päss wore")).isFalse();
        assertThat(matches(OF_ETCD, "")).isFalse();
    }

    @Test
    void seesAllOfTheLongestPassword() {
        assertThat(matches(OF_ETCD_72, "x".repeat(72))).isTrue();
        assertThat(matches(OF_ETCD_72, "x".repeat(71))).isFalse();
        assertThat(matches(OF_ETCD_72, "x".repeat(71) + "y")).isFalse();
    }

    @Test
    void hashesInTheFormOfEtcd() {
        for (String password : new String[] {"secret", "", "x".repeat(71), "x".repeat(72)}) {
            String hash = new String(bcrypt.hash(password), US_ASCII);
            assertThat(hash).startsWith("$2a$04$").hasSize(60);
            assertThat(matches(hash, password)).isTrue();
            assertThat(matches(hash, password + "!")).isEqualTo(password.length() == 72);
        }
        assertThat(bcrypt.hash("same")).isNotEqualTo(bcrypt.hash("same"));
    }

    @Test
    void whatIsNoHashMatchesNothing() {
        assertThat(matches("", "")).isFalse();
        assertThat(matches("not a hash", "not a hash")).isFalse();
        assertThat(matches("$2a$04$short", "x")).isFalse();
        assertThat(matches("$2a$99$" + "x".repeat(53), "x")).isFalse();
        assertThat(matches("$2a$00$" + "x".repeat(53), "x")).isFalse();
        assertThat(matches("$2a$04$" + "\0".repeat(53), "x")).isFalse();
        assertThat(matches("$2a$xx$" + "x".repeat(53), "x")).isFalse();
        bcrypt.pretend("x");
    }

    private boolean matches(String hash, String password) {
        return bcrypt.matches(hash.getBytes(US_ASCII), password);
    }
}
