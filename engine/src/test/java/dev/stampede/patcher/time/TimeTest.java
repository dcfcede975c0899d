package dev.stampede.patcher.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimeTest {
    @Test
    void theSameSeedGivesTheSameAnchorsAndAnotherOthers() {
        assertThat(new TimeSampler.Random(30, 3).anchors(20))
                .isEqualTo(new TimeSampler.Random(30, 3).anchors(20))
                .isNotEqualTo(new TimeSampler.Random(30, 4).anchors(20))
                .allMatch(t -> t >= 0 && t < 20);
    }

    @Test
    void aStepThatLeadsPastTheEndIsRefused() {
        assertThatThrownBy(() -> new Stencil(-3, 2, 2, Stencil.Closed.LEFT))
                .hasMessageContaining("step 2 does not lead from -3 to 2");
    }

    /// P17.
    @Test
    void aLookbackNeverLooksAhead() {
        for (int length = 1; length < 9; length++) {
            for (int t = 0; t < 20; t++) {
                var range = new FixedLookback(length).ranges(t, 20).getFirst();
                assertThat(range.to()).isEqualTo(t + 1);
                assertThat(range.length()).isEqualTo(Math.min(length, t + 1));
            }
        }
        assertThatThrownBy(() -> new FixedLookback(3).ranges(20, 20)).hasMessageContaining("a series of 20");
    }
}
