package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Normalised difference moisture index: `(n - s1) / (n + s1 + eps)`. Source: Gao (1996).
///
/// @param nir the band by index or name; wins over `nirIdx`
/// @param swir1 the band by index or name; wins over `swir1Idx`
/// @param nirIdx index of the band from 0, 3
/// @param swir1Idx index of the band from 0, 5
/// @param eps added to the denominator, 1e-10
public record NDMI(
        Optional<Band> nir,
        Optional<Band> swir1,
        @Default("3") int nirIdx,
        @Default("5") int swir1Idx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public NDMI(int nirIdx, int swir1Idx) {
        this(Optional.empty(), Optional.empty(), nirIdx, swir1Idx, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(nir, nirIdx), BandIndex.band(swir1, swir1Idx));
    }

    @Override
    public Expression formula() {
        return BandIndex.normalizedDifference(eps);
    }
}
