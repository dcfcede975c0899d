package dev.stampede.insar.stage4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdjacentPixelsTest {
    @Test
    void touchingPixelsNeedNotBeOneGroup() {
        // In a row of four listed as 0, 3 then 1, 2: pixel 1 is owned by 0 and pixel 2 by 3, though 1 touches 2.
        int[] line = {5, 5, 5, 5};
        int[] sample = {0, 3, 1, 2};
        var keep = new boolean[] {true, true, true, true};

        AdjacentPixels.keepBestOfEachGroup(line, sample, new double[] {0.9, 0.5, 0.6, 0.7}, keep);

        assertThat(keep).containsExactly(true, false, false, true);
    }

    @Test
    void negativeNeighboursAndFarPixelsDoNotMatch() {
        var keep = new boolean[] {true, true, true};

        AdjacentPixels.keepBestOfEachGroup(new int[] {0, 0, 7}, new int[] {0, 2, 70000}, new double[] {1, 1, 1}, keep);

        assertThat(keep).containsOnly(true);
    }

    /// The same by sweeping a raster of owners and relabelling whole groups one by one.
    @ParameterizedTest
    @ValueSource(ints = {20, 60, 150, 300})
    void agreesWithTheSequentialMergingOfLists(int points) {
        var random = new Random(points);
        var cells = random.ints(0, 400).distinct().limit(points).toArray();
        int[] line = Arrays.stream(cells).map(c -> c / 20).toArray();
        int[] sample = Arrays.stream(cells).map(c -> c % 20).toArray();
        double[] coherence = random.doubles(points).toArray();
        var keep = new boolean[points];
        Arrays.fill(keep, true);

        AdjacentPixels.keepBestOfEachGroup(line, sample, coherence, keep);

        assertThat(keep).isEqualTo(sequential(line, sample, coherence));
    }

    private static boolean[] sequential(int[] line, int[] sample, double[] coherence) {
        int n = line.length;
        var owner = new int[40][40];
        for (int p = n - 1; p >= 0; p--) { // lower indices overwrite: each pixel is owned by its first neighbour
            for (int dl = -1; dl <= 1; dl++) {
                for (int ds = -1; ds <= 1; ds++) {
                    if (dl != 0 || ds != 0) {
                        owner[line[p] + dl + 5][sample[p] + ds + 5] = p + 1;
                    }
                }
            }
        }
        List<List<Integer>> lists = new ArrayList<>();
        for (int p = 0; p < n; p++) {
            lists.add(new ArrayList<>());
        }
        for (int p = 0; p < n; p++) {
            int o = owner[line[p] + 5][sample[p] + 5] - 1;
            if (o >= 0) {
                lists.get(o).add(p);
            }
        }
        var group = new int[n];
        Arrays.setAll(group, i -> i);
        for (int o = 0; o < n; o++) {
            for (int p : lists.get(o)) {
                int from = group[p];
                int to = group[o];
                for (int i = 0; i < n; i++) {
                    group[i] = group[i] == from ? to : group[i];
                }
            }
        }
        var keep = new boolean[n];
        for (int p = 0; p < n; p++) {
            boolean best = true;
            for (int q = 0; q < n; q++) {
                best &= q == p
                        || group[q] != group[p]
                        || coherence[q] < coherence[p]
                        || coherence[q] == coherence[p] && q > p;
            }
            keep[p] = best;
        }
        return keep;
    }
}
