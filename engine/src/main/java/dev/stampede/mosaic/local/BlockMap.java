package dev.stampede.mosaic.local;

import java.util.List;

/// One number per band and block.
///
/// @param values per band, row-major; `NaN` = none
public record BlockMap(BlockGrid grid, List<double[]> values) {
    public BlockMap {
        values = List.copyOf(values);
    }

    public int bands() {
        return values.size();
    }

    /// The smallest number; infinity when there is none.
    double min() {
        double min = Double.POSITIVE_INFINITY;
        for (var band : values) {
            for (double v : band) {
                min = Double.isNaN(v) ? min : Math.min(min, v);
            }
        }
        return min;
    }
}
