package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Burned area index for Sentinel-2: `(1 - sqrt(re1 re2 n / (r + eps))) ((s2 - n) / sqrt(s2 + n + eps) +
/// 1)`. Negative products under the root give NaN. Source: Filipponi (2018).
///
/// @param red the band by index or name; wins over `redIdx`
/// @param redEdge1 the band by index or name; wins over `redEdge1Idx`
/// @param redEdge2 the band by index or name; wins over `redEdge2Idx`
/// @param nir the band by index or name; wins over `nirIdx`
/// @param swir2 the band by index or name; wins over `swir2Idx`
/// @param redIdx index of the band from 0, 2
/// @param redEdge1Idx index of the band from 0, 4
/// @param redEdge2Idx index of the band from 0, 5
/// @param nirIdx index of the band from 0, 7
/// @param swir2Idx index of the band from 0, 9
/// @param eps added to the denominator, 1e-10
public record BAIS2(
        Optional<Band> red,
        Optional<Band> redEdge1,
        Optional<Band> redEdge2,
        Optional<Band> nir,
        Optional<Band> swir2,
        @Default("2") int redIdx,
        @Default("4") int redEdge1Idx,
        @Default("5") int redEdge2Idx,
        @Default("7") int nirIdx,
        @Default("9") int swir2Idx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public BAIS2(int redIdx, int redEdge1Idx, int redEdge2Idx, int nirIdx, int swir2Idx) {
        this(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                redIdx,
                redEdge1Idx,
                redEdge2Idx,
                nirIdx,
                swir2Idx,
                1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(
                BandIndex.band(red, redIdx),
                BandIndex.band(redEdge1, redEdge1Idx),
                BandIndex.band(redEdge2, redEdge2Idx),
                BandIndex.band(nir, nirIdx),
                BandIndex.band(swir2, swir2Idx));
    }

    @Override
    public Expression formula() {
        var r = Expression.input(0);
        var re1 = Expression.input(1);
        var re2 = Expression.input(2);
        var n = Expression.input(3);
        var s2 = Expression.input(4);
        var chlorophyll = re1.times(re2).times(n).over(r.plus(eps)).sqrt();
        var ratio = s2.minus(n).over(s2.plus(n).plus(eps).sqrt());
        return Expression.number(1).minus(chlorophyll).times(ratio.plus(1));
    }
}
