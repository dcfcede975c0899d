package dev.stampede.patcher.time;

import java.util.List;

/// The steps up to `phaseWidth` before and after the anchor.
///
/// @param period     of what is looked at, in steps; kept for the reader, not used
/// @param phaseWidth at least 0
public record PhaseWindow(int period, int phaseWidth) implements TimeGeometry {
    /// @throws IllegalArgumentException naming the parameter below its least value
    public PhaseWindow {
        TimeGeometry.requireAtLeast("period", period, 1);
        TimeGeometry.requireAtLeast("phase_width", phaseWidth, 0);
    }

    @Override
    public List<StepRange> ranges(int anchor, int steps) {
        TimeGeometry.requireInside(anchor, steps);
        return List.of(
                new StepRange(Math.max(0, anchor - phaseWidth), (int) Math.min(steps, (long) anchor + phaseWidth + 1)));
    }
}
