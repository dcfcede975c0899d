package dev.stampede.operators.restore;

import dev.stampede.kernels.filter.LineExponential;
import dev.stampede.kernels.filter.WindowSums;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.lang.foreign.Arena;

/// Weighted sums of [NLMeans], one shift between the patches at a time. Owns three planes off the heap until
/// closed.
final class PatchSums implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final int rows;
    private final int cols;
    private final int patch;
    private final double perSquare;
    private final ArrayView values;
    private final ArrayView top;
    private final ArrayView bottom;
    private final Pair atSource; // rows read for the differences
    private final Pair atSums; // rows whose sums grow
    private final double[] weight;

    /// Lines of a row and of the shifted one.
    private static final class Pair {
        final double[] here;
        final double[] there;
        final double[] topHere;
        final double[] topThere;
        final double[] bottomHere;
        final double[] bottomThere;

        Pair(int cols) {
            here = new double[cols];
            there = new double[cols];
            topHere = new double[cols];
            topThere = new double[cols];
            bottomHere = new double[cols];
            bottomThere = new double[cols];
        }
    }

    PatchSums(ArrayView plane, int patch, double perSquare) {
        this.rows = plane.size(0);
        this.cols = plane.size(1);
        this.patch = patch;
        this.perSquare = perSquare;
        this.values = plane.copyAs(arena, DType.FLOAT64);
        this.top = plane.copyAs(arena, DType.FLOAT64);
        this.bottom = ArrayView.allocate(arena, DType.FLOAT64, rows, cols);
        bottom.fill(1);
        this.atSource = new Pair(cols);
        this.atSums = new Pair(cols);
        this.weight = new double[cols];
    }

    /// Adds what pixels `(r, c)` and `(r + down, c + along)` get from each other.
    void addShift(int down, int along) {
        int from = Math.max(0, -along);
        int to = Math.min(cols, cols - along);
        WindowSums.run(
                rows - down,
                to - from,
                patch,
                2,
                (row, out) -> {
                    Lines.read(values, row, atSource.here, 0);
                    Lines.read(values, row + down, atSource.there, 0);
                    differences(from, from + along, out[0], out[1]);
                },
                (row, sums) -> {
                    weigh(sums[0], sums[1], to - from);
                    spread(row, row + down, from, from + along, to - from);
                });
    }

    private void differences(int from, int shifted, double[] squares, double[] count) {
        var here = atSource.here;
        var there = atSource.there;
        for (int c = 0; c < squares.length; c++) {
            double off = here[from + c] - there[shifted + c];
            boolean valid = off == off;
            squares[c] = valid ? off * off : 0;
            count[c] = valid ? 1 : 0;
        }
    }

    private void weigh(double[] squares, double[] count, int n) {
        for (int c = 0; c < n; c++) {
            weight[c] = -(squares[c] / count[c]) * perSquare;
        }
        LineExponential.standard().run(weight, n);
    }

    private void spread(int row, int other, int from, int shifted, int n) {
        Lines.read(values, row, atSums.here, 0);
        Lines.read(values, other, atSums.there, 0);
        Lines.read(top, row, atSums.topHere, 0);
        Lines.read(bottom, row, atSums.bottomHere, 0);
        give(atSums.there, shifted, atSums.topHere, atSums.bottomHere, from, n);
        Lines.write(atSums.topHere, top, row);
        Lines.write(atSums.bottomHere, bottom, row);
        Lines.read(top, other, atSums.topThere, 0);
        Lines.read(bottom, other, atSums.bottomThere, 0);
        give(atSums.here, from, atSums.topThere, atSums.bottomThere, shifted, n);
        Lines.write(atSums.topThere, top, other);
        Lines.write(atSums.bottomThere, bottom, other);
    }

    private void give(double[] x, int at, double[] toTop, double[] toBottom, int to, int n) {
        for (int c = 0; c < n; c++) {
            double part = weight[c] * x[at + c];
            boolean valid = part == part; // a pixel without a value gives nothing
            toTop[to + c] += valid ? part : 0;
            toBottom[to + c] += valid ? weight[c] : 0;
        }
    }

    /// Means; NaN where the pixel itself is.
    void finish(ArrayView out) {
        var line = atSums.topHere;
        for (int row = 0; row < rows; row++) {
            Lines.read(top, row, line, 0);
            Lines.read(bottom, row, atSums.bottomHere, 0);
            for (int c = 0; c < cols; c++) {
                line[c] /= atSums.bottomHere[c];
            }
            Lines.write(line, out, row);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
