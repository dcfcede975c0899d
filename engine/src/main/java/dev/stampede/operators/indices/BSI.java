package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Bare soil index: `((s + r) - (n + b)) / ((s + r) + (n + b) + eps)`. Source: Rikimaru et al. (2002).
///
/// @param blue the band by index or name; wins over `blueIdx`
/// @param red the band by index or name; wins over `redIdx`
/// @param nir the band by index or name; wins over `nirIdx`
/// @param swir the band by index or name; wins over `swirIdx`
/// @param blueIdx index of the band from 0, 0
/// @param redIdx index of the band from 0, 2
/// @param nirIdx index of the band from 0, 3
/// @param swirIdx index of the band from 0, 5
/// @param eps added to the denominator, 1e-10
public record BSI(
        Optional<Band> blue,
        Optional<Band> red,
        Optional<Band> nir,
        Optional<Band> swir,
        @Default("0") int blueIdx,
        @Default("2") int redIdx,
        @Default("3") int nirIdx,
        @Default("5") int swirIdx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public BSI(int blueIdx, int redIdx, int nirIdx, int swirIdx) {
        this(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                blueIdx,
                redIdx,
                nirIdx,
                swirIdx,
                1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(
                BandIndex.band(blue, blueIdx),
                BandIndex.band(red, redIdx),
                BandIndex.band(nir, nirIdx),
                BandIndex.band(swir, swirIdx));
    }

    @Override
    public Expression formula() {
        var b = Expression.input(0);
        var r = Expression.input(1);
        var n = Expression.input(2);
        var s = Expression.input(3);
        var soil = s.plus(r);
        var green = n.plus(b);
        return soil.minus(green).over(soil.plus(green).plus(eps));
    }
}
