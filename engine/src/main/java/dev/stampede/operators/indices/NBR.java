package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Normalised burn ratio: `(n - s2) / (n + s2 + eps)`. Source: Key and Benson (2006).
///
/// @param nir the band by index or name; wins over `nirIdx`
/// @param swir2 the band by index or name; wins over `swir2Idx`
/// @param nirIdx index of the band from 0, 3
/// @param swir2Idx index of the band from 0, 6
/// @param eps added to the denominator, 1e-10
public record NBR(
        Optional<Band> nir,
        Optional<Band> swir2,
        @Default("3") int nirIdx,
        @Default("6") int swir2Idx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public NBR(int nirIdx, int swir2Idx) {
        this(Optional.empty(), Optional.empty(), nirIdx, swir2Idx, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(nir, nirIdx), BandIndex.band(swir2, swir2Idx));
    }

    @Override
    public Expression formula() {
        return BandIndex.normalizedDifference(eps);
    }
}
