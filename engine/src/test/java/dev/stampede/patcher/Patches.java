package dev.stampede.patcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.WeightWindow;
import dev.stampede.raster.ArrayView;

/// What tests of patches share.
final class Patches {
    private Patches() {}

    static Patcher patcher(int size, Boundary boundary, int step, WeightWindow window, CellAggregation aggregation) {
        return new Patcher(new Rectangular(PatchSize.of(size), boundary), RegularStride.of(step), window, aggregation);
    }

    static void same(ArrayView actual, ArrayView expected, double tolerance) {
        same(actual, expected, tolerance, Double.NaN);
    }

    /// @param except of the actual values is not looked at
    static void same(ArrayView actual, ArrayView expected, double tolerance, double except) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int r = 0; r < expected.size(0); r++) {
            for (int c = 0; c < expected.size(1); c++) {
                if (actual.get(r, c) != except) {
                    assertEquals(expected.get(r, c), actual.get(r, c), tolerance, "row " + r + ", column " + c);
                }
            }
        }
    }
}
