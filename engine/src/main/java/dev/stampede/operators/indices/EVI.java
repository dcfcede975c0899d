package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Enhanced vegetation index: `G (n - r) / (n + C1 r - C2 b + L + eps)`. Source: Huete et al. (2002).
///
/// @param blue the band by index or name; wins over `blueIdx`
/// @param red the band by index or name; wins over `redIdx`
/// @param nir the band by index or name; wins over `nirIdx`
/// @param blueIdx index of the band from 0, 0
/// @param redIdx index of the band from 0, 2
/// @param nirIdx index of the band from 0, 3
/// @param G gain, 2.5
/// @param C1 aerosol factor of red, 6.0
/// @param C2 aerosol factor of blue, 7.5
/// @param L canopy background, 1.0
/// @param eps added to the denominator, 1e-10
public record EVI(
        Optional<Band> blue,
        Optional<Band> red,
        Optional<Band> nir,
        @Default("0") int blueIdx,
        @Default("2") int redIdx,
        @Default("3") int nirIdx,
        @Default("2.5") double G,
        @Default("6.0") double C1,
        @Default("7.5") double C2,
        @Default("1.0") double L,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public EVI(int blueIdx, int redIdx, int nirIdx) {
        this(Optional.empty(), Optional.empty(), Optional.empty(), blueIdx, redIdx, nirIdx, 2.5, 6.0, 7.5, 1.0, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(blue, blueIdx), BandIndex.band(red, redIdx), BandIndex.band(nir, nirIdx));
    }

    @Override
    public Expression formula() {
        var b = Expression.input(0);
        var r = Expression.input(1);
        var n = Expression.input(2);
        return n.minus(r)
                .times(G)
                .over(n.plus(r.times(C1)).minus(b.times(C2)).plus(L).plus(eps));
    }
}
