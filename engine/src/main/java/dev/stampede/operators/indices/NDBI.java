package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Normalised difference built-up index: `(s1 - n) / (s1 + n + eps)`. Source: Zha et al. (2003).
///
/// @param swir the band by index or name; wins over `swirIdx`
/// @param nir the band by index or name; wins over `nirIdx`
/// @param swirIdx index of the band from 0, 5
/// @param nirIdx index of the band from 0, 3
/// @param eps added to the denominator, 1e-10
public record NDBI(
        Optional<Band> swir,
        Optional<Band> nir,
        @Default("5") int swirIdx,
        @Default("3") int nirIdx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public NDBI(int swirIdx, int nirIdx) {
        this(Optional.empty(), Optional.empty(), swirIdx, nirIdx, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(swir, swirIdx), BandIndex.band(nir, nirIdx));
    }

    @Override
    public Expression formula() {
        return BandIndex.normalizedDifference(eps);
    }
}
