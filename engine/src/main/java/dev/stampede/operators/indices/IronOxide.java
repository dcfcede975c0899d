package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Ratio that rises with iron oxides: `r / (b + eps)`.
///
/// @param red the band by index or name; wins over `redIdx`
/// @param blue the band by index or name; wins over `blueIdx`
/// @param redIdx index of the band from 0, 2
/// @param blueIdx index of the band from 0, 0
/// @param eps added to the denominator, 1e-10
public record IronOxide(
        Optional<Band> red,
        Optional<Band> blue,
        @Default("2") int redIdx,
        @Default("0") int blueIdx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public IronOxide(int redIdx, int blueIdx) {
        this(Optional.empty(), Optional.empty(), redIdx, blueIdx, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(red, redIdx), BandIndex.band(blue, blueIdx));
    }

    @Override
    public Expression formula() {
        var r = Expression.input(0);
        var b = Expression.input(1);
        return r.over(b.plus(eps));
    }
}
