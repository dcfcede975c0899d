package dev.stampede.operators.feature;

import dev.stampede.io.vector.VectorLayer;
import dev.stampede.kernels.filter.SeparableFilter;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;

/// Bright and dark blobs by the determinant of the Hessian: at `numSigma` equally spaced scales the response is
///
///     sigma^4 (Lrr Lcc - Lrc^2)
///
/// of the second derivatives of the Gaussian mean; saddles answer with less than 0. The rest is as in
/// [BlobLoG]: `value`, `sigma` in pixels, `radius` in map units, `row`, `col`. NaN spoils what its windows
/// touch. Refuses more than one band. Source: Lindeberg (1998), doi:10.1023/A:1008045108935; derivatives are
/// those of the Gaussian, not of boxes.
///
/// @param minSigma  smallest scale in pixels, 1
/// @param maxSigma  largest scale in pixels, 30
/// @param numSigma  number of scales, 10
/// @param threshold least response, not included, 0.01
/// @param overlap   share of a disk, 0.5
public record BlobDoH(
        @Default("1.0") double minSigma,
        @Default("30.0") double maxSigma,
        @Default("10") int numSigma,
        @Default("0.01") double threshold,
        @Default("0.5") double overlap)
        implements Operator<GeoRaster, VectorLayer> {
    private static final double TRUNCATE = 4;

    public BlobDoH {
        new BlobLoG(minSigma, maxSigma, numSigma, threshold, overlap);
    }

    public BlobDoH() {
        this(1, 30, 10, 0.01, 0.5);
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        var source = Lines.source(Lines.only(in, "BlobDoH"));
        int rows = in.height();
        int cols = in.width();
        var sigmas = BlobLoG.scales(minSigma, maxSigma, numSigma);
        Blobs.Response response = scale -> {
            double sigma = sigmas[scale];
            var smooth = SeparableFilter.gaussian(sigma, TRUNCATE);
            var slope = SeparableFilter.gaussianSlope(sigma, TRUNCATE);
            var curved = SeparableFilter.gaussianCurvature(sigma, TRUNCATE);
            var down = Sobel.filtered(rows, cols, curved, smooth, source);
            var across = Sobel.filtered(rows, cols, smooth, curved, source);
            var both = Sobel.filtered(rows, cols, slope, slope, source);
            double unit = sigma * sigma * sigma * sigma;
            for (int i = 0; i < down.length; i++) {
                down[i] = unit * (down[i] * across[i] - both[i] * both[i]);
            }
            return down;
        };
        return Blobs.layer(in, Blobs.apart(Blobs.maxima(rows, cols, sigmas, response, threshold), overlap));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
