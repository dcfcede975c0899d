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

    @Test
    void aLookbackWithAHorizonAndAPhaseAreCutAtTheEndsOfTheSeries() {
        assertThat(new LookbackHorizon(3, 2).ranges(5, 20)).containsExactly(new StepRange(3, 8));
        assertThat(new LookbackHorizon(3, 2).ranges(1, 20)).containsExactly(new StepRange(0, 4));
        assertThat(new LookbackHorizon(1, 0).ranges(19, 20)).containsExactly(new StepRange(19, 20));
        assertThat(new LookbackHorizon(1, Integer.MAX_VALUE).ranges(3, 20)).containsExactly(new StepRange(3, 20));
        assertThat(new PhaseWindow(12, 2).ranges(5, 20)).containsExactly(new StepRange(3, 8));
        assertThat(new PhaseWindow(12, 2).ranges(0, 20)).containsExactly(new StepRange(0, 3));
        assertThatThrownBy(() -> new LookbackHorizon(0, 1)).hasMessageContaining("lookback is 0");
        assertThatThrownBy(() -> new PhaseWindow(0, 1)).hasMessageContaining("period is 0");
        assertThatThrownBy(() -> new PhaseWindow(3, 1).ranges(-1, 5)).hasMessageContaining("outside a series of 5");
    }

    @Test
    void periodicWindowsAreFlatAndTaperedOnesFallAtTheirEnds() {
        assertThat(new TimeWindow.Periodic(4).weights(3)).containsExactly(1, 1, 1);
        assertThat(new TimeWindow.TaperedTukey(0).weights(4)).containsExactly(1, 1, 1, 1);
        var tapered = new TimeWindow.TaperedTukey(0.5).weights(8);
        assertThat(tapered[0]).isLessThan(tapered[1]);
        assertThat(tapered[4]).isEqualTo(1);
        assertThatThrownBy(() -> new TimeWindow.TaperedTukey(2)).hasMessageContaining("alpha");
    }
}
