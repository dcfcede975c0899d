package dev.stampede.operators.feature;

import dev.stampede.io.vector.VectorLayer;
import dev.stampede.kernels.filter.SeparableFilter;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;

/// Bright blobs by the Laplacian of a Gaussian: at `numSigma` equally spaced scales the response is
///
///     -sigma^2 (d^2/dr^2 + d^2/dc^2) (g_sigma * x)
///
/// with the nearest pixel outside the border; blobs are its maxima over rows, columns and scales above
/// `threshold`. Blobs that lie by more than `overlap` of their disk of radius `sqrt(2) sigma` within a larger
/// one are dropped. Points from the strongest down with the fields `value`, `sigma` in pixels, `radius` in map
/// units, `row`, `col`. NaN spoils what its windows touch. Refuses more than one band. Source: Lindeberg
/// (1998), doi:10.1023/A:1008045108935.
///
/// @param minSigma  smallest scale in pixels, 1
/// @param maxSigma  largest scale in pixels, 50
/// @param numSigma  number of scales, 10
/// @param threshold least response, not included, 0.2
/// @param overlap   share of a disk, 0.5
public record BlobLoG(
        @Default("1.0") double minSigma,
        @Default("50.0") double maxSigma,
        @Default("10") int numSigma,
        @Default("0.2") double threshold,
        @Default("0.5") double overlap)
        implements Operator<GeoRaster, VectorLayer> {
    private static final double TRUNCATE = 4;

    public BlobLoG {
        Require.that(minSigma > 0, "min_sigma", minSigma, "above 0");
        Require.that(maxSigma >= minSigma && maxSigma <= 1e4, "max_sigma", maxSigma, "min_sigma to 10000");
        Require.that(numSigma >= 1, "num_sigma", numSigma, "1 or more");
        Require.that(overlap >= 0 && overlap <= 1, "overlap", overlap, "0 to 1");
    }

    public BlobLoG() {
        this(1, 50, 10, 0.2, 0.5);
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        var plane = Lines.only(in, "BlobLoG");
        int rows = in.height();
        int cols = in.width();
        var sigmas = scales(minSigma, maxSigma, numSigma);
        Blobs.Response response = scale -> {
            double sigma = sigmas[scale];
            var smooth = SeparableFilter.gaussian(sigma, TRUNCATE);
            var curved = SeparableFilter.gaussianCurvature(sigma, TRUNCATE);
            var down = Sobel.filtered(rows, cols, curved, smooth, Lines.source(plane));
            var across = Sobel.filtered(rows, cols, smooth, curved, Lines.source(plane));
            for (int i = 0; i < down.length; i++) {
                down[i] = -sigma * sigma * (down[i] + across[i]);
            }
            return down;
        };
        return Blobs.layer(in, Blobs.apart(Blobs.maxima(rows, cols, sigmas, response, threshold), overlap));
    }

    /// Equally spaced from the smallest to the largest.
    static double[] scales(double minSigma, double maxSigma, int numSigma) {
        var sigmas = new double[numSigma];
        for (int i = 0; i < numSigma; i++) {
            sigmas[i] = numSigma == 1 ? minSigma : minSigma + i * (maxSigma - minSigma) / (numSigma - 1);
        }
        return sigmas;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
