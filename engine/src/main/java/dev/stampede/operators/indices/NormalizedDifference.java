package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Normalised difference of two bands: `(a - b) / (a + b + eps)`.
///
/// @param a the band by index or name; wins over `aIdx`
/// @param b the band by index or name; wins over `bIdx`
/// @param aIdx index of the band from 0, 0
/// @param bIdx index of the band from 0, 1
/// @param eps added to the denominator, 1e-10
public record NormalizedDifference(
        Optional<Band> a,
        Optional<Band> b,
        @Default("0") int aIdx,
        @Default("1") int bIdx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public NormalizedDifference(int aIdx, int bIdx) {
        this(Optional.empty(), Optional.empty(), aIdx, bIdx, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(a, aIdx), BandIndex.band(b, bIdx));
    }

    @Override
    public Expression formula() {
        return BandIndex.normalizedDifference(eps);
    }
}
