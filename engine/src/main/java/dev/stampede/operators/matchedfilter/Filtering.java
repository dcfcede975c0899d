package dev.stampede.operators.matchedfilter;

import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.statistics.PlaneRows;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// The filter itself, a row at a time.
final class Filtering {
    private Filtering() {}

    /// What is applied to a pixel: `scale (w' x - offset)`.
    private record Weights(GaussianBackground of, double[] w, double offset, double energy) {
        static Weights of(GaussianBackground background, double[] target) {
            var w = background.factor().solve(target);
            double energy = dot(w, target);
            if (!(energy > 0)) {
                throw new IllegalArgumentException("target is 0 in every band");
            }
            return new Weights(background, w, dot(w, background.mean()), energy);
        }
    }

    /// `t' S^-1 t`.
    static double energy(GaussianBackground background, double[] target) {
        return Weights.of(background, target).energy();
    }

    /// `(x - mu)' S^-1 t / (t' S^-1 t)` of every pixel, times the root of the energy for a signal-to-noise
    /// ratio.
    static GeoRaster alpha(GeoRaster in, Background background, double[] target, boolean ratio) {
        requireFits(in, background, target);
        var planes = Spectra.planes(in);
        var out = RasterMemory.allocate(Pixels.resultType(List.of(in.values())), in.height(), in.width());
        var plane = Pixels.plane(out);
        var row = new Row(planes, in.width(), target, ratio);
        for (int r = 0; r < in.height(); r++) {
            row.filter(background, r);
            PlaneRows.store(plane, r, 0, in.width(), row.alpha, 0);
        }
        return single(in, out);
    }

    /// A result of rows and columns; NaN means no data.
    static GeoRaster single(GeoRaster in, ArrayView out) {
        return in.withAttributes(in.attributes()
                        .withBandNames(List.of())
                        .without("wavelengths")
                        .without("wavelengths_nm")
                        .without("fwhm"))
                .rewrap(out, OptionalDouble.of(Double.NaN));
    }

    private static void requireFits(GeoRaster in, Background background, double[] target) {
        Spectra.require(in);
        Require.that(
                target.length == in.bands(),
                "target",
                target.length + " numbers",
                "one for each of " + in.bands() + " bands");
        if (background.bands() != in.bands()) {
            throw new IllegalArgumentException(
                    "the background has " + background.bands() + " bands, the raster " + in.bands());
        }
        var grid = background.grid();
        if (grid.length > 0 && (grid[0] != in.height() || grid[1] != in.width())) {
            throw new IllegalArgumentException(
                    "the background is of " + grid[0] + " x " + grid[1] + " pixels, the raster " + in.values());
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Scratch of one row.
    private static final class Row {
        private final List<Plane> planes;
        private final double[] target;
        private final boolean ratio;
        private final double[] values; // band after band
        private final double[] alpha;
        private Weights last;

        Row(List<Plane> planes, int columns, double[] target, boolean ratio) {
            this.planes = planes;
            this.target = target;
            this.ratio = ratio;
            this.values = new double[planes.size() * columns];
            this.alpha = new double[columns];
        }

        void filter(Background background, int row) {
            int columns = alpha.length;
            for (int b = 0; b < planes.size(); b++) {
                PlaneRows.load(planes.get(b), row, 0, columns, values, b * columns);
            }
            if (background instanceof GaussianBackground one) {
                all(weights(one));
            } else {
                for (int col = 0; col < columns; col++) {
                    one(weights(background.at(row, col)), col);
                }
            }
        }

        private Weights weights(GaussianBackground background) {
            if (last == null || last.of() != background) {
                last = Weights.of(background, target);
            }
            return last;
        }

        private double scale(Weights weights) {
            return ratio ? 1 / Math.sqrt(weights.energy()) : 1 / weights.energy();
        }

        private void all(Weights weights) {
            int columns = alpha.length;
            Arrays.fill(alpha, -weights.offset());
            for (int b = 0; b < planes.size(); b++) {
                add(alpha, values, b * columns, weights.w()[b]);
            }
            double scale = scale(weights);
            for (int col = 0; col < columns; col++) {
                alpha[col] *= scale;
            }
        }

        private static void add(double[] sum, double[] values, int at, double factor) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * values[at + i];
            }
        }

        private void one(Weights weights, int col) {
            double sum = -weights.offset();
            for (int b = 0; b < planes.size(); b++) {
                sum += weights.w()[b] * values[b * alpha.length + col];
            }
            alpha[col] = sum * scale(weights);
        }
    }
}
