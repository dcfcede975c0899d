package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Named;
import java.util.List;

/// The sample variance (divided by n - 1) of all values but `NaN`, 0 where there are fewer than two;
/// weights do not count. Planes of a band: count, mean, sum of squared deviations.
///
/// Source: Welford (1962), doi:10.1080/00401706.1962.10490022; merging: Chan, Golub and LeVeque (1979),
/// Updating formulae and a pairwise algorithm for computing sample variances.
@Named("SpatialVariance")
public record Variance() implements CellAggregation {
    private static final int PLANES = 3;

    @Override
    public int planes(int bands, int overlap) {
        return PLANES * bands;
    }

    @Override
    public int resultBands(int bands) {
        return bands;
    }

    @Override
    public void add(MergeKernels kernels, PatchValues patch, Accumulator into) {
        int n = patch.cols();
        var row = new Row(n);
        var values = new double[n];
        for (int band = 0; band < patch.bands().size(); band++) {
            var planes = Row.planes(into, band);
            for (int r = 0; r < patch.rows(); r++) {
                patch.bands().get(band).readRow(r, values);
                int at = patch.row() - into.firstRow() + r;
                row.read(planes, at, patch.col());
                row.add(values, n);
                row.write(planes, at, patch.col());
            }
        }
    }

    @Override
    public void combine(Accumulator from, Accumulator into) {
        var row = new Row(into.cols());
        var other = new Row(into.cols());
        for (int band = 0; band < into.planes() / PLANES; band++) {
            var planes = Row.planes(into, band);
            for (int r = 0; r < into.rows(); r++) {
                row.read(planes, r, 0);
                other.read(Row.planes(from, band), r, 0);
                row.add(other, into.cols());
                row.write(planes, r, 0);
            }
        }
    }

    @Override
    public void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out) {
        var held = new Row(accumulator.cols());
        for (int band = 0; band < out.size(); band++) {
            for (int r = 0; r < out.get(band).rows(); r++) {
                held.read(Row.planes(accumulator, band), row - accumulator.firstRow() + r, 0);
                for (int c = 0; c < accumulator.cols(); c++) {
                    held.mean[c] = held.count[c] < 2 ? 0 : held.squares[c] / (held.count[c] - 1);
                }
                out.get(band).writeRow(r, held.mean);
            }
        }
    }

    /// One row of the three planes.
    private record Row(double[] count, double[] mean, double[] squares) {
        Row(int n) {
            this(new double[n], new double[n], new double[n]);
        }

        static Plane[] planes(Accumulator a, int band) {
            return new Plane[] {a.plane(PLANES * band), a.plane(PLANES * band + 1), a.plane(PLANES * band + 2)};
        }

        void read(Plane[] planes, int row, int col) {
            int n = count.length;
            planes[0].part(row, col, 1, n).readRow(0, count);
            planes[1].part(row, col, 1, n).readRow(0, mean);
            planes[2].part(row, col, 1, n).readRow(0, squares);
        }

        void write(Plane[] planes, int row, int col) {
            int n = count.length;
            planes[0].part(row, col, 1, n).writeRow(0, count);
            planes[1].part(row, col, 1, n).writeRow(0, mean);
            planes[2].part(row, col, 1, n).writeRow(0, squares);
        }

        void add(double[] values, int n) {
            for (int i = 0; i < n; i++) {
                double x = values[i];
                if (!Double.isNaN(x)) {
                    count[i]++;
                    double delta = x - mean[i];
                    mean[i] += delta / count[i];
                    squares[i] += delta * (x - mean[i]);
                }
            }
        }

        void add(Row other, int n) {
            for (int i = 0; i < n; i++) {
                double total = count[i] + other.count[i];
                if (other.count[i] > 0) {
                    double delta = other.mean[i] - mean[i];
                    mean[i] += delta * other.count[i] / total;
                    squares[i] += other.squares[i] + delta * delta * count[i] * other.count[i] / total;
                    count[i] = total;
                }
            }
        }
    }
}
