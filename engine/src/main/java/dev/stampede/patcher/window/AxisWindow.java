package dev.stampede.patcher.window;

import dev.stampede.patcher.PatchSize;

/// A window that is the outer product of the same function along both axes.
public interface AxisWindow extends WeightWindow {
    /// The weights along an axis of `length` cells, at least 1.
    double[] along(int length);

    @Override
    default Weights weights(PatchSize size) {
        return new SeparableWeights(along(size.rows()), along(size.cols()));
    }
}
