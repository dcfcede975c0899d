package dev.stampede.operators.feature;

import dev.stampede.io.vector.VectorLayer;
import dev.stampede.kernels.filter.SeparableFilter;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;

/// Bright blobs by differences of Gaussians: at the scales `minSigma`, `minSigma ratio`, ... up to `maxSigma`
/// the response is
///
///     (g_sigma * x - g_(sigma ratio) * x) / (ratio - 1)
///
/// which is nearly that of [BlobLoG] at less cost; the rest as there. NaN spoils what its windows touch.
/// Refuses more than one band. Source: Lowe (2004), doi:10.1023/B:VISI.0000029664.99615.94.
///
/// @param minSigma   smallest scale in pixels, 1
/// @param maxSigma   largest scale in pixels, 50
/// @param sigmaRatio between scales, 1.6
/// @param threshold  least response, not included, 0.5
/// @param overlap    share of a disk, 0.5
public record BlobDOG(
        @Default("1.0") double minSigma,
        @Default("50.0") double maxSigma,
        @Default("1.6") double sigmaRatio,
        @Default("0.5") double threshold,
        @Default("0.5") double overlap)
        implements Operator<GeoRaster, VectorLayer> {
    private static final double TRUNCATE = 4;

    public BlobDOG {
        Require.that(minSigma > 0, "min_sigma", minSigma, "above 0");
        Require.that(maxSigma >= minSigma && maxSigma <= 1e4, "max_sigma", maxSigma, "min_sigma to 10000");
        Require.that(sigmaRatio > 1 && sigmaRatio <= 10, "sigma_ratio", sigmaRatio, "above 1, at most 10");
        Require.that(overlap >= 0 && overlap <= 1, "overlap", overlap, "0 to 1");
    }

    public BlobDOG() {
        this(1, 50, 1.6, 0.5, 0.5);
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        var plane = Lines.only(in, "BlobDOG");
        int rows = in.height();
        int cols = in.width();
        var sigmas = new double[(int) (Math.log(maxSigma / minSigma) / Math.log(sigmaRatio) + 1)];
        for (int i = 0; i < sigmas.length; i++) {
            sigmas[i] = minSigma * Math.pow(sigmaRatio, i);
        }
        var finer = new double[1][];
        finer[0] = smoothed(plane, sigmas[0]);
        Blobs.Response response = scale -> {
            var coarser = smoothed(plane, sigmas[scale] * sigmaRatio);
            var difference = finer[0];
            for (int i = 0; i < difference.length; i++) {
                difference[i] = (difference[i] - coarser[i]) / (sigmaRatio - 1);
            }
            finer[0] = coarser;
            return difference;
        };
        return Blobs.layer(in, Blobs.apart(Blobs.maxima(rows, cols, sigmas, response, threshold), overlap));
    }

    private static double[] smoothed(ArrayView plane, double sigma) {
        var g = SeparableFilter.gaussian(sigma, TRUNCATE);
        return Sobel.filtered(plane.size(0), plane.size(1), g, g, Lines.source(plane));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
