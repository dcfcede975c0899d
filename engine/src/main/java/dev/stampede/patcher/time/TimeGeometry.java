package dev.stampede.patcher.time;

import dev.stampede.operators.core.Configured;
import java.util.List;
import java.util.stream.IntStream;

/// Which steps of time belong to an anchor.
public sealed interface TimeGeometry extends Configured
        permits FixedLookback, LookbackHorizon, MultiScale, PhaseWindow, StencilGeometry {
    /// The ranges of an anchor: one, or one per scale.
    /// @param steps length of the series
    /// @throws IllegalArgumentException if the anchor lies outside the series
    List<StepRange> ranges(int anchor, int steps);

    /// The steps of each patch of an anchor: one, or one per scale.
    /// @throws IllegalArgumentException if the anchor lies outside the series
    default List<List<Integer>> steps(int anchor, int steps) {
        return ranges(anchor, steps).stream()
                .map(range -> IntStream.range(range.from(), range.to()).boxed().toList())
                .toList();
    }

    /// The check all share.
    static void requireInside(int anchor, int steps) {
        if (anchor < 0 || anchor >= steps) {
            throw new IllegalArgumentException("step " + anchor + " lies outside a series of " + steps);
        }
    }

    /// The check of lengths.
    static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", needs at least " + least);
        }
    }
}
