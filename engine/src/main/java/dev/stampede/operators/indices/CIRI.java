package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// The cirrus band itself; integers become `float64`.
///
/// @param cirrus the band by index or name; wins over `cirrusIdx`
/// @param cirrusIdx index of the band from 0, 9
public record CIRI(Optional<Band> cirrus, @Default("9") int cirrusIdx) implements BandIndex {
    public CIRI(int cirrusIdx) {
        this(Optional.empty(), cirrusIdx);
    }

    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(cirrus, cirrusIdx));
    }

    @Override
    public Expression formula() {
        return Expression.input(0);
    }
}
