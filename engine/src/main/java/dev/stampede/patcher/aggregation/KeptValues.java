package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import java.util.Arrays;
import java.util.List;

/// All values of every cell, for results that need them side by side. Planes of a band: how many there are,
/// then as many planes as patches can lie over a cell.
final class KeptValues {
    /// One result from the values of a cell, sorted: the first `n` of the array.
    @FunctionalInterface
    interface Choice {
        double of(double[] sorted, int n);
    }

    private KeptValues() {}

    static int planes(int bands, int overlap) {
        return Math.multiplyExact(bands, overlap + 1);
    }

    static void add(PatchValues patch, Accumulator into) {
        int n = patch.cols();
        int planesPerBand = into.planes() / patch.bands().size();
        var values = new double[n];
        for (int band = 0; band < patch.bands().size(); band++) {
            int first = band * planesPerBand;
            var count = into.plane(first);
            for (int r = 0; r < patch.rows(); r++) {
                patch.bands().get(band).readRow(r, values);
                int row = patch.row() - into.firstRow() + r;
                for (int c = 0; c < n; c++) {
                    if (!Double.isNaN(values[c])) {
                        int col = patch.col() + c;
                        int held = (int) count.get(row, col);
                        into.plane(first + 1 + held).set(row, col, values[c]);
                        count.set(row, col, held + 1);
                    }
                }
            }
        }
    }

    static void finish(Accumulator accumulator, int row, List<Plane> out, Choice choice) {
        int planesPerBand = accumulator.planes() / out.size();
        var values = new double[planesPerBand - 1];
        for (int band = 0; band < out.size(); band++) {
            int first = band * planesPerBand;
            for (int r = 0; r < out.get(band).rows(); r++) {
                int at = row - accumulator.firstRow() + r;
                for (int c = 0; c < accumulator.cols(); c++) {
                    int n = (int) accumulator.plane(first).get(at, c);
                    for (int i = 0; i < n; i++) {
                        values[i] = accumulator.plane(first + 1 + i).get(at, c);
                    }
                    Arrays.sort(values, 0, n);
                    out.get(band).set(r, c, choice.of(values, n));
                }
            }
        }
    }
}
