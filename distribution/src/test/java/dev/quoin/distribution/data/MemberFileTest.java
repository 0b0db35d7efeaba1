package dev.quoin.distribution.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.peer.MemberIdentity;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MemberFileTest {
    private static final Path FILE = Path.of("d/member/identity");
    private static final MemberFile MEMBER =
            new MemberFile(new MemberIdentity(0xa7ef944b95711739L, 0x0dd67b312462fd7bL), "rocksdb", "raft");

    @Test
    void isReadAsWritten() {
        assertThat(MemberFile.decode(FILE, MEMBER.encode())).isEqualTo(MEMBER);
    }

    @Test
    void isTheTextThatItsFormatPageShows() {
        assertThat(new String(MEMBER.encode(), US_ASCII)).isEqualTo("""
                        quoin-data 1
                        backend rocksdb
                        consensus raft
                        cluster a7ef944b95711739
                        member 0dd67b312462fd7b
                        crc32c 671801be
                        """);
    }

    @Test
    void everyFlippedBitIsNoticed() {
        byte[] good = MEMBER.encode();
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(bad, "bit " + bit);
        }
    }

    @Test
    void everyCutIsNoticed() {
        byte[] good = MEMBER.encode();
        for (int length = 0; length < good.length; length++) {
            assertRefused(Arrays.copyOf(good, length), "length " + length);
        }
    }

    @Test
    void aLaterFormatIsCalledThat() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> MemberFile.decode(FILE, "quoin-data 2\nanything".getBytes(US_ASCII)))
                .withMessage("d/member/identity is of format 2, which a later Quoin wrote; this one reads format 1");
    }

    private static void assertRefused(byte[] content, String what) {
        assertThatExceptionOfType(ConfigException.class)
                .as(what)
                .isThrownBy(() -> MemberFile.decode(FILE, content))
                .withMessageStartingWith(FILE.toString());
    }
}
