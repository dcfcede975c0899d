package dev.stampede.operators.restore;

import dev.stampede.linalg.SmallMatrix;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import java.util.Arrays;
import java.util.List;

/// A linear map of the bands of each pixel: `out = after + matrix (in - before)`. Pixels that lack a band get
/// NaN in all.
///
/// @param before per band of the input
/// @param matrix bands of the result by bands of the input
/// @param after  per band of the result
record BandTransform(double[] before, SmallMatrix matrix, double[] after) {
    void apply(List<ArrayView> in, List<ArrayView> out) {
        int cols = in.getFirst().size(1);
        var lines = new double[in.size()][cols];
        var valid = new boolean[cols];
        var made = new double[cols];
        for (int row = 0; row < in.getFirst().size(0); row++) {
            BandCovariance.readRow(in, row, lines);
            BandCovariance.valid(lines, valid);
            for (int band = 0; band < lines.length; band++) {
                for (int c = 0; c < cols; c++) {
                    lines[band][c] -= before[band];
                }
            }
            for (int k = 0; k < out.size(); k++) {
                Arrays.fill(made, after[k]);
                for (int band = 0; band < lines.length; band++) {
                    add(lines[band], matrix.get(k, band), made);
                }
                for (int c = 0; c < cols; c++) {
                    made[c] = valid[c] ? made[c] : Double.NaN;
                }
                Lines.write(made, out.get(k), row);
            }
        }
    }

    private static void add(double[] line, double factor, double[] to) {
        for (int c = 0; c < to.length; c++) {
            to[c] += factor * line[c];
        }
    }
}
