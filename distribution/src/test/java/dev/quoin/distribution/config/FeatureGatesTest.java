package dev.quoin.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FeatureGatesTest {
    @Test
    void theCheckIsOnUnlessSwitchedOff() {
        assertThat(isOn("")).isTrue();
        assertThat(isOn("CompactHashCheck=true")).isTrue();
        assertThat(isOn("LeaseCheckpoint=true, CompactHashCheck=false")).isFalse();
    }

    @Test
    void theInitialCheckIsOffUnlessSwitchedOn() {
        assertThat(FeatureGates.parse("").isOn(FeatureGates.INITIAL_CORRUPT_CHECK))
                .isFalse();
        assertThat(FeatureGates.parse("InitialCorruptCheck=true").isOn(FeatureGates.INITIAL_CORRUPT_CHECK))
                .isTrue();
    }

    @Test
    void whatIsUnknownOrNotSupportedIsRefusedByName() {
        assertThatThrownBy(() -> FeatureGates.parse("Nonsense=true"))
                .isInstanceOf(UsageException.class)
                .hasMessage("invalid value \"Nonsense=true\" for --feature-gates: unrecognized feature gate: Nonsense");
        assertThatThrownBy(() -> FeatureGates.parse("CompactHashCheck"))
                .hasMessageContaining("missing bool value for CompactHashCheck");
        assertThatThrownBy(() -> FeatureGates.parse("CompactHashCheck=maybe"))
                .hasMessageContaining("invalid value of CompactHashCheck=maybe");
        assertThatThrownBy(() -> FeatureGates.parse("LeaseCheckpoint=false"))
                .hasMessageContaining("only LeaseCheckpoint=true is supported yet");
    }

    private static boolean isOn(String text) {
        return FeatureGates.parse(text).isOn(FeatureGates.COMPACT_HASH_CHECK);
    }
}
