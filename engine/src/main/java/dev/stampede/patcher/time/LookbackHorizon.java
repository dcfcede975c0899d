package dev.stampede.patcher.time;

import java.util.List;

/// The anchor with steps before it, and those after it to be foretold.
///
/// @param lookback steps up to the anchor, itself included, at least 1
/// @param horizon  steps after it, at least 0
public record LookbackHorizon(int lookback, int horizon) implements TimeGeometry {
    /// @throws IllegalArgumentException naming the parameter below its least value
    public LookbackHorizon {
        TimeGeometry.requireAtLeast("lookback", lookback, 1);
        TimeGeometry.requireAtLeast("horizon", horizon, 0);
    }

    @Override
    public List<StepRange> ranges(int anchor, int steps) {
        TimeGeometry.requireInside(anchor, steps);
        return List.of(
                new StepRange(Math.max(0, anchor - lookback + 1), (int) Math.min(steps, (long) anchor + horizon + 1)));
    }
}
