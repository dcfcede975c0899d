package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Green chlorophyll index: `n / (g + eps) - 1`. Source: Gitelson et al. (2003).
///
/// @param green the band by index or name; wins over `greenIdx`
/// @param nir the band by index or name; wins over `nirIdx`
/// @param greenIdx index of the band from 0, 1
/// @param nirIdx index of the band from 0, 3
/// @param eps added to the denominator, 1e-10
public record GCI(
        Optional<Band> green,
        Optional<Band> nir,
        @Default("1") int greenIdx,
        @Default("3") int nirIdx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public GCI(int greenIdx, int nirIdx) {
        this(Optional.empty(), Optional.empty(), greenIdx, nirIdx, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(green, greenIdx), BandIndex.band(nir, nirIdx));
    }

    @Override
    public Expression formula() {
        var g = Expression.input(0);
        var n = Expression.input(1);
        return n.over(g.plus(eps)).minus(1);
    }
}
