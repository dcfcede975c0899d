package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Ratio that rises with clay minerals: `s1 / (s2 + eps)`.
///
/// @param swir1 the band by index or name; wins over `swir1Idx`
/// @param swir2 the band by index or name; wins over `swir2Idx`
/// @param swir1Idx index of the band from 0, 5
/// @param swir2Idx index of the band from 0, 6
/// @param eps added to the denominator, 1e-10
public record ClayMinerals(
        Optional<Band> swir1,
        Optional<Band> swir2,
        @Default("5") int swir1Idx,
        @Default("6") int swir2Idx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public ClayMinerals(int swir1Idx, int swir2Idx) {
        this(Optional.empty(), Optional.empty(), swir1Idx, swir2Idx, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(swir1, swir1Idx), BandIndex.band(swir2, swir2Idx));
    }

    @Override
    public Expression formula() {
        var x = Expression.input(0);
        var y = Expression.input(1);
        return x.over(y.plus(eps));
    }
}
