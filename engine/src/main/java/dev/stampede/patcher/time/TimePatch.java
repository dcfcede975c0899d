package dev.stampede.patcher.time;

import dev.stampede.raster.ArrayView;
import java.util.List;

/// Some steps of a series.
///
/// @param anchor  step it belongs to
/// @param scale   number of the scale of its geometry, 0 where there is only one
/// @param steps   which were read, ascending
/// @param data    values; the first axis is time
/// @param weights of the steps, oldest first, shared with the caller
public record TimePatch(int anchor, int scale, List<Integer> steps, ArrayView data, double[] weights) {
    /// @throws IllegalArgumentException if steps and weights do not agree
    public TimePatch {
        steps = List.copyOf(steps);
        if (weights.length != steps.size()) {
            throw new IllegalArgumentException(weights.length + " weights for " + steps.size() + " steps");
        }
    }

    /// The same patch with other data.
    public TimePatch with(ArrayView result) {
        return new TimePatch(anchor, scale, steps, result, weights);
    }
}
