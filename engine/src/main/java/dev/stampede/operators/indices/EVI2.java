package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Enhanced vegetation index without blue: `2.5 (n - r) / (n + 2.4 r + 1 + eps)`. Source: Jiang et al.
/// (2008).
///
/// @param red the band by index or name; wins over `redIdx`
/// @param nir the band by index or name; wins over `nirIdx`
/// @param redIdx index of the band from 0, 2
/// @param nirIdx index of the band from 0, 3
/// @param eps added to the denominator, 1e-10
public record EVI2(
        Optional<Band> red,
        Optional<Band> nir,
        @Default("2") int redIdx,
        @Default("3") int nirIdx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public EVI2(int redIdx, int nirIdx) {
        this(Optional.empty(), Optional.empty(), redIdx, nirIdx, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(red, redIdx), BandIndex.band(nir, nirIdx));
    }

    @Override
    public Expression formula() {
        var r = Expression.input(0);
        var n = Expression.input(1);
        return n.minus(r).times(2.5).over(n.plus(r.times(2.4)).plus(1).plus(eps));
    }
}
