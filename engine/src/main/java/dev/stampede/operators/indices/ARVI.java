package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Atmospherically resistant vegetation index: `rb = r - gamma (b - r)`, `(n - rb) / (n + rb + eps)`.
/// Source: Kaufman and Tanre (1992).
///
/// @param blue the band by index or name; wins over `blueIdx`
/// @param red the band by index or name; wins over `redIdx`
/// @param nir the band by index or name; wins over `nirIdx`
/// @param blueIdx index of the band from 0, 0
/// @param redIdx index of the band from 0, 2
/// @param nirIdx index of the band from 0, 3
/// @param gamma weight of the aerosol correction, 1.0
/// @param eps added to the denominator, 1e-10
public record ARVI(
        Optional<Band> blue,
        Optional<Band> red,
        Optional<Band> nir,
        @Default("0") int blueIdx,
        @Default("2") int redIdx,
        @Default("3") int nirIdx,
        @Default("1.0") double gamma,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public ARVI(int blueIdx, int redIdx, int nirIdx) {
        this(Optional.empty(), Optional.empty(), Optional.empty(), blueIdx, redIdx, nirIdx, 1.0, 1e-10);
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
        var rb = r.minus(b.minus(r).times(gamma));
        return n.minus(rb).over(n.plus(rb).plus(eps));
    }
}
