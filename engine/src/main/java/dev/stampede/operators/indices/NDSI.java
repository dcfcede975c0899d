package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Normalised difference snow index: `(g - s1) / (g + s1 + eps)`. Source: Hall et al. (1995).
///
/// @param green the band by index or name; wins over `greenIdx`
/// @param swir the band by index or name; wins over `swirIdx`
/// @param greenIdx index of the band from 0, 1
/// @param swirIdx index of the band from 0, 5
/// @param eps added to the denominator, 1e-10
public record NDSI(
        Optional<Band> green,
        Optional<Band> swir,
        @Default("1") int greenIdx,
        @Default("5") int swirIdx,
        @Default("1e-10") double eps)
        implements BandIndex {
    /// The usual constants.
    public NDSI(int greenIdx, int swirIdx) {
        this(Optional.empty(), Optional.empty(), greenIdx, swirIdx, 1e-10);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(green, greenIdx), BandIndex.band(swir, swirIdx));
    }

    @Override
    public Expression formula() {
        return BandIndex.normalizedDifference(eps);
    }
}
