package dev.stampede.patcher.time;

import java.util.List;

/// Lookbacks of several lengths, a patch for each.
///
/// @param scales lengths in steps, at least 1 each
public record MultiScale(List<Integer> scales) implements TimeGeometry {
    /// @throws IllegalArgumentException if there is no scale, or one is below 1
    public MultiScale {
        scales = List.copyOf(scales);
        TimeGeometry.requireAtLeast("the number of scales", scales.size(), 1);
        for (int scale : scales) {
            TimeGeometry.requireAtLeast("a scale", scale, 1);
        }
    }

    /// In the order of the scales.
    @Override
    public List<StepRange> ranges(int anchor, int steps) {
        return scales.stream()
                .map(scale -> new FixedLookback(scale).ranges(anchor, steps).getFirst())
                .toList();
    }
}
