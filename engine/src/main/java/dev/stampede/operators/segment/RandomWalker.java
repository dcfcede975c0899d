package dev.stampede.operators.segment;

import dev.stampede.kernels.segmentation.RandomWalk;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Features;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.Arrays;

/// Gives each pixel the marker that a random walker from it meets first most likely. Steps go over sides with
/// weights
///
///     w = exp(-beta / (10 std sqrt(bands)) sum over bands (x[p] - x[q])^2) + 1e-6
///
/// with the population deviation `std` of all values, so that walkers hardly cross where values jump. Chances
/// are solutions of linear systems, one a marker, found with conjugate gradients until the residual has fallen
/// to `tol` of its first size or after `maxNumIter` steps; of equal chances the smallest label wins. A pixel
/// without a finite number in every band, and one no marker can be reached from, gets 0. The result is one band
/// of labels. Refuses rasters with a time axis, markers of another grid and values of them that are no labels.
/// Source: Grady (2006), doi:10.1109/TPAMI.2006.233.
///
/// @param markers    file of labels on the same grid, 0 where a label is to be found
/// @param beta       how little a jump is crossed, 130
/// @param tol        residual at which a system is solved, 0.001
/// @param maxNumIter most steps, 2000
public record RandomWalker(
        Path markers,
        @Default("130.0") double beta,
        @Default("1e-3") double tol,
        @Default("2000") int maxNumIter) implements Operator<GeoRaster, GeoRaster> {
    public RandomWalker {
        requireSettings(beta, tol, maxNumIter);
    }

    private static void requireSettings(double beta, double tol, int maxNumIter) {
        Require.that(beta >= 0 && Double.isFinite(beta), "beta", beta, "0 or more");
        Require.that(tol > 0 && tol < 1, "tol", tol, "between 0 and 1");
        Require.that(maxNumIter >= 1, "max_num_iter", maxNumIter, "1 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return walk(in, Features.beside(in, markers), beta, tol, maxNumIter);
    }

    /// With markers at hand.
    public static GeoRaster walk(GeoRaster in, GeoRaster markers, double beta, double tol, int maxNumIter) {
        requireSettings(beta, tol, maxNumIter);
        in.requireSameExtent(markers);
        var channels = Channels.of(in, false, "RandomWalker");
        var marks = Labels.of(Lines.only(markers, "the markers of RandomWalker"));
        double std = BandStatistics.moments(in.values()).std();
        double scaled = std > 0 ? beta / (10 * std * Math.sqrt(channels.length)) : 0;
        var walk = new RandomWalk(in.height(), in.width(), channels, marks, scaled);
        var best = new double[marks.length];
        var labels = new int[marks.length];
        for (int label :
                Arrays.stream(marks).filter(m -> m > 0).distinct().sorted().toArray()) {
            var chances = walk.chances(marks, label, tol, maxNumIter);
            for (int i = 0; i < labels.length; i++) {
                if (chances[i] > best[i] && channels[0][i] == channels[0][i]) {
                    best[i] = chances[i];
                    labels[i] = label;
                }
            }
        }
        return Labels.raster(in, labels);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return LabelSignature.of(in);
    }
}
