package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Soil-adjusted vegetation index: `(n - r) / (n + r + L + eps) (1 + L)`. Source: Huete (1988).
///
/// @param nir the band by index or name; wins over `nirIdx`
/// @param red the band by index or name; wins over `redIdx`
/// @param nirIdx index of the band from 0, 3
/// @param redIdx index of the band from 0, 2
/// @param L soil factor, 0 for dense and 1 for sparse vegetation, 0.5
/// @param eps added to the denominator, 1e-10
public record SAVI(
        Optional<Band> nir,
        Optional<Band> red,
        @Default("3") int nirIdx,
        @Default("2") int redIdx,
        @Default("0.5") double L,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public SAVI(int nirIdx, int redIdx) {
        this(Optional.empty(), Optional.empty(), nirIdx, redIdx, 0.5, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(nir, nirIdx), BandIndex.band(red, redIdx));
    }

    @Override
    public Expression formula() {
        var n = Expression.input(0);
        var r = Expression.input(1);
        return n.minus(r).over(n.plus(r).plus(L).plus(eps)).times(1 + L);
    }
}
