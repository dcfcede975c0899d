package dev.stampede.patcher.window;

import dev.stampede.patcher.PatchSize;

/// Weights of the cells of a patch. Windows are not normalised: aggregations divide by the summed weights.
public interface WeightWindow {
    /// @throws IllegalArgumentException if the window is not made for patches of this size
    Weights weights(PatchSize size);
}
