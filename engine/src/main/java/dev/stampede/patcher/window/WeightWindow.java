package dev.stampede.patcher.window;

import dev.stampede.operators.core.Configured;
import dev.stampede.patcher.PatchSize;

/// Weights of the cells of a patch. Windows are not normalised: aggregations divide by the summed weights.
public interface WeightWindow extends Configured {
    /// @throws IllegalArgumentException if the window is not made for patches of this size
    Weights weights(PatchSize size);
}
