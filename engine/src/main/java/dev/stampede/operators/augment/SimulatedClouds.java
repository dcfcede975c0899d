package dev.stampede.operators.augment;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.EuclideanDistance;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Covers part of the scene with soft bright blobs. Their shape is a smooth random field above the height
/// that leaves the drawn share covered; the opacity a rises from their edge over `feather` pixels, and
/// values become `(1 - a) x + a brightness`. NaN stays.
///
/// @param coverage   least and largest share of pixels that are not as they were, 0 and 0.3
/// @param feather    pixels over which the opacity rises to 1, 5
/// @param brightness of a cloud; by default the largest value of each band
/// @param seed       none: a fresh one each time
public record SimulatedClouds(
        @Default("[0.0, 0.3]") List<Double> coverage,
        @Default("5.0") double feather,
        OptionalDouble brightness,
        OptionalLong seed)
        implements Augmentation {
    /// Size of a blob as a part of the shorter side.
    private static final double BLOB = 1 / 8.0;

    private static final int WAVES = 48;

    /// @throws IllegalArgumentException if a share is outside of 0 to 1, or the feather is negative
    public SimulatedClouds {
        coverage = List.copyOf(coverage);
        Ranges.require("coverage", coverage);
        Require.that(coverage.get(0) >= 0 && coverage.get(1) <= 1, "coverage", coverage, "shares of 0 to 1");
        Require.that(feather >= 0, "feather", feather, "0 or more pixels");
    }

    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        double share = Ranges.draw(coverage, random);
        var opacity = opacity(covered(in.height(), in.width(), share, random));
        var out = in.rewrap(RasterMemory.allocate(in.dtype(), in.shape()));
        var targets = BandStatistics.bands(out);
        var sources = BandStatistics.bands(in);
        for (int band = 0; band < sources.size(); band++) {
            var source = sources.get(band);
            double cloud =
                    brightness.orElseGet(() -> BandStatistics.moments(source).max());
            cover(source, targets.get(band), opacity, cloud);
        }
        return out;
    }

    /// The highest part of a sum of waves of random direction and phase, as many pixels as the share says.
    private static Bits covered(int rows, int cols, double share, RandomGenerator random) {
        var field = new double[Math.multiplyExact(rows, cols)];
        double step = 2 * Math.PI / Math.max(2, 2 * BLOB * Math.min(rows, cols));
        for (int wave = 0; wave < WAVES; wave++) {
            double direction = 2 * Math.PI * random.nextDouble();
            double frequency = step * Math.sqrt(random.nextDouble()); // even over the disk of frequencies
            double phase = 2 * Math.PI * random.nextDouble();
            double down = frequency * Math.sin(direction);
            double right = frequency * Math.cos(direction);
            for (int row = 0, i = 0; row < rows; row++) {
                for (int col = 0; col < cols; col++, i++) {
                    field[i] += Math.cos(down * row + right * col + phase);
                }
            }
        }
        var sorted = field.clone();
        Arrays.sort(sorted);
        int count = (int) Math.round(share * field.length);
        var covered = Bits.empty(rows, cols);
        double height = count == 0 ? Double.POSITIVE_INFINITY : sorted[field.length - count];
        for (int i = 0; i < field.length; i++) {
            covered.flags()[i] = (byte) (field[i] >= height ? 1 : 0);
        }
        return covered;
    }

    /// From 0 outside to 1 well inside.
    private double[] opacity(Bits covered) {
        var squared = EuclideanDistance.squared(covered.not(), 1, 1);
        var opacity = new double[squared.length];
        for (int i = 0; i < opacity.length; i++) {
            opacity[i] = covered.flags()[i] == 0 ? 0 : Math.min(1, Math.sqrt(squared[i]) / Math.max(1, feather));
        }
        return opacity;
    }

    private static void cover(ArrayView source, ArrayView target, double[] opacity, double cloud) {
        int cols = source.size(-1);
        int rows = opacity.length / cols;
        for (long row = 0; row < source.rows(); row++) {
            long at = source.rowStart(row);
            long to = target.rowStart(row);
            int first = (int) (row % rows) * cols; // times share the clouds
            for (int col = 0; col < cols; col++) {
                double value = Elements.getDouble(source.segment(), source.dtype(), at + col * source.stride(-1));
                double a = opacity[first + col];
                Elements.setDouble(
                        target.segment(), target.dtype(), to + col, a == 0 ? value : (1 - a) * value + a * cloud);
            }
        }
    }
}
