package dev.stampede.operators.restore;

import dev.stampede.linalg.SmallMatrix;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// Means and covariances of bands over the pixels that have a value in every band. Sums run along rows in four
/// strands, rows from the first to the last: the same in every run.
///
/// @param count      pixels
/// @param means      per band
/// @param covariance population covariance
record BandCovariance(long count, double[] means, SmallMatrix covariance) {
    /// Fills a line per band, of one row of pixels or of something made from it.
    private interface Source {
        void read(int row, double[][] out);
    }

    /// @throws OperatorTypeException if the raster has no band axis, or a time axis too
    static List<ArrayView> bands(GeoRaster in, String who) {
        if (in.rank() != 3) {
            throw new OperatorTypeException(who + " takes bands, rows and columns, not " + in.values());
        }
        return BandStatistics.bands(in);
    }

    static BandCovariance of(List<ArrayView> bands) {
        int cols = bands.getFirst().size(1);
        return of(bands.size(), bands.getFirst().size(0), cols, (row, out) -> readRow(bands, row, out));
    }

    /// Of the differences of neighbours along rows.
    static BandCovariance ofDifferences(List<ArrayView> bands) {
        int cols = bands.getFirst().size(1);
        var lines = new double[bands.size()][cols];
        return of(bands.size(), bands.getFirst().size(0), cols - 1, (row, out) -> {
            readRow(bands, row, lines);
            for (int band = 0; band < lines.length; band++) {
                for (int c = 0; c < out[band].length; c++) {
                    out[band][c] = lines[band][c + 1] - lines[band][c];
                }
            }
        });
    }

    static void readRow(List<ArrayView> bands, int row, double[][] out) {
        for (int band = 0; band < out.length; band++) {
            Lines.read(bands.get(band), row, out[band], 0);
        }
    }

    private static BandCovariance of(int bands, int rows, int cols, Source source) {
        var lines = new double[bands][Math.max(0, cols)];
        var valid = new boolean[lines[0].length];
        var means = new double[bands];
        long count = 0;
        for (int row = 0; row < rows; row++) {
            source.read(row, lines);
            count += center(lines, new double[bands], valid);
            for (int band = 0; band < bands; band++) {
                means[band] += sum(lines[band]);
            }
        }
        for (int band = 0; band < bands; band++) {
            means[band] /= count;
        }
        var covariance = new SmallMatrix(bands, bands);
        for (int row = 0; row < rows; row++) {
            source.read(row, lines);
            center(lines, means, valid);
            for (int i = 0; i < bands; i++) {
                for (int j = i; j < bands; j++) {
                    covariance.set(i, j, covariance.get(i, j) + dot(lines[i], lines[j]));
                }
            }
        }
        for (int i = 0; i < bands; i++) {
            for (int j = i; j < bands; j++) {
                covariance.set(i, j, covariance.get(i, j) / count);
                covariance.set(j, i, covariance.get(i, j));
            }
        }
        return new BandCovariance(count, means, covariance);
    }

    /// Takes means out, and makes 0 of pixels that lack a band.
    /// @return pixels that do not
    private static long center(double[][] lines, double[] means, boolean[] valid) {
        valid(lines, valid);
        for (int band = 0; band < lines.length; band++) {
            var line = lines[band];
            for (int c = 0; c < line.length; c++) {
                line[c] = valid[c] ? line[c] - means[band] : 0;
            }
        }
        long count = 0;
        for (boolean each : valid) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /// Marks pixels with a finite number in every band.
    static void valid(double[][] lines, boolean[] out) {
        java.util.Arrays.fill(out, true);
        for (var line : lines) {
            for (int c = 0; c < out.length; c++) {
                out[c] &= Math.abs(line[c]) <= Double.MAX_VALUE;
            }
        }
    }

    private static double sum(double[] line) {
        double sum = 0;
        for (double x : line) {
            sum += x;
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int c = 0;
        for (; c < a.length - 3; c += 4) {
            s0 += a[c] * b[c];
            s1 += a[c + 1] * b[c + 1];
            s2 += a[c + 2] * b[c + 2];
            s3 += a[c + 3] * b[c + 3];
        }
        for (; c < a.length; c++) {
            s0 += a[c] * b[c];
        }
        return s0 + s1 + (s2 + s3);
    }
}
