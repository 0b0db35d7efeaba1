package dev.quoin.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What another member asks for must not end this one. */
class HashPointTest {
    @Test
    void isReadAsItWasWritten() {
        for (HashPoint point :
                new HashPoint[] {new HashPoint(7, -1), new HashPoint(7, 7), new HashPoint(1L << 40, 3)}) {
            assertThat(HashPoint.decode(point.encode())).isEqualTo(point);
        }
    }

    @Test
    void whatNoStoreCanHaveIsRefused() {
        assertThatThrownBy(() -> HashPoint.decode(new HashPoint(5, 10).encode()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("revision 5 lies before the compacted revision 10");
        assertThatThrownBy(() -> HashPoint.decode(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }
}
