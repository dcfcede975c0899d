package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Normalised difference vegetation index: `(n - r) / (n + r + eps)`. Source: Rouse et al. (1974).
///
/// @param red the band by index or name; wins over `redIdx`
/// @param nir the band by index or name; wins over `nirIdx`
/// @param redIdx index of the band from 0, 2
/// @param nirIdx index of the band from 0, 3
/// @param eps added to the denominator, 1e-10
public record NDVI(
        Optional<Band> red,
        Optional<Band> nir,
        @Default("2") int redIdx,
        @Default("3") int nirIdx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public NDVI(int redIdx, int nirIdx) {
        this(Optional.empty(), Optional.empty(), redIdx, nirIdx, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(nir, nirIdx), BandIndex.band(red, redIdx));
    }

    @Override
    public Expression formula() {
        return BandIndex.normalizedDifference(eps);
    }
}
