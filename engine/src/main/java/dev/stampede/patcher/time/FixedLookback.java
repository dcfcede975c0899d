package dev.stampede.patcher.time;

import java.util.List;

/// The anchor and the steps before it, `length` in all: never a step after the anchor. Shorter at the
/// beginning.
///
/// @param length at least 1
public record FixedLookback(int length) implements TimeGeometry {
    /// @throws IllegalArgumentException if `length` is below 1
    public FixedLookback {
        TimeGeometry.requireAtLeast("length", length, 1);
    }

    @Override
    public List<StepRange> ranges(int anchor, int steps) {
        TimeGeometry.requireInside(anchor, steps);
        return List.of(new StepRange(Math.max(0, anchor - length + 1), anchor + 1));
    }
}
