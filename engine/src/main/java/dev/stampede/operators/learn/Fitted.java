package dev.stampede.operators.learn;

import dev.stampede.raster.DType;
import java.util.Map;
import java.util.OptionalDouble;

/// What an estimator has learnt. Immutable.
public interface Fitted {
    /// Number of features.
    int features();

    /// Bands of the result; 0 for one without a band axis.
    int bands();

    DType type();

    /// What stands where a sample is not finite.
    OptionalDouble fill();

    /// Maps samples of a row. Samples that are not finite are written over by the caller.
    /// @param values feature after feature, `[features][cols]`
    /// @param out    band after band, `[max(bands, 1)][cols]`
    void map(double[] values, int cols, double[] out);

    /// Everything that was learnt as numbers, texts, lists and maps.
    Map<String, Object> state();
}
