package dev.stampede.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamePlaceTest {
    @Test
    void keepsTheHighestRankAndTheFirstOfEquals() {
        double[] x = {1, 2, 1, 1, 2, 9};
        double[] y = {5, 5, 5, 5, 5, 5};
        boolean[] keep = {true, true, true, true, true, true};

        int dropped = SamePlace.keepBest(x, y, new double[] {0.1, 0.7, 0.4, 0.4, 0.7, 0}, keep);

        assertThat(keep).containsExactly(false, true, true, false, false, true);
        assertThat(dropped).isEqualTo(3);
    }

    @Test
    void pointsAlreadyDroppedNeitherWinNorCount() {
        boolean[] keep = {true, false, true};

        int dropped = SamePlace.keepBest(new double[3], new double[3], new double[] {1, 9, 2}, keep);

        assertThat(keep).containsExactly(false, false, true);
        assertThat(dropped).isEqualTo(1);
    }

    @Test
    void notANumberIsTheLowestRankAndNoPlace() {
        boolean[] keep = {true, true, true, true};
        double nan = Double.NaN;

        SamePlace.keepBest(new double[] {1, 1, nan, nan}, new double[] {1, 1, 0, 0}, new double[] {nan, 0, 1, 1}, keep);

        assertThat(keep).containsExactly(false, true, true, true);
    }
}
