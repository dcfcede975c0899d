package dev.stampede.operators.restore;

import dev.stampede.linalg.SymmetricEigen;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;

/// Keeps the strongest components of the bands: with the mean `m` of the pixels' spectra and the eigenvectors
/// `V` of the largest `nComponents` eigenvalues of their covariance,
///
///     out = m + V V' (x - m)
///
/// which is what the singular value decomposition of the centred spectra gives. A pixel without a finite number
/// in every band takes no part and becomes NaN in all. Refuses rasters without a band axis and more components
/// than bands. Source: Pearson (1901), doi:10.1080/14786440109462720.
///
/// @param nComponents components kept, 1 or more
public record DenoisePCA(int nComponents) implements Operator<GeoRaster, GeoRaster> {
    public DenoisePCA {
        Require.that(nComponents >= 1, "n_components", nComponents, "1 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var bands = BandCovariance.bands(in, "DenoisePCA");
        Require.that(
                nComponents <= bands.size(), "n_components", nComponents, "no more than " + bands.size() + " bands");
        var out = RasterMemory.allocate(Filtering.type(in), in.shape());
        var statistics = BandCovariance.of(bands);
        if (statistics.count() == 0) {
            out.fill(Double.NaN);
            return in.rewrap(out);
        }
        var vectors = SymmetricEigen.of(statistics.covariance()).vectors();
        var kept = vectors.select(MNF.indices(bands.size()), MNF.indices(nComponents));
        var means = statistics.means();
        new BandTransform(means, kept.times(kept.transpose()), means).apply(bands, Lines.planes(out));
        return in.rewrap(out);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
