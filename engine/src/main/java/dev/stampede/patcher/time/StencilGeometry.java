package dev.stampede.patcher.time;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import java.util.ArrayList;
import java.util.List;

/// The points of a stencil around an anchor. Only anchors all of whose points lie in the series have any.
///
/// @param stencil    offsets
/// @param sourceStep steps of the series to one of the stencil, at least 1
@Named("StencilGeometry")
public record StencilGeometry(Stencil stencil, @Default("1") int sourceStep) implements TimeGeometry {
    /// @throws IllegalArgumentException if `sourceStep` is below 1
    public StencilGeometry {
        TimeGeometry.requireAtLeast("source_step", sourceStep, 1);
    }

    /// Ranges of one step for each point.
    /// @throws IllegalArgumentException if a point lies outside the series
    @Override
    public List<StepRange> ranges(int anchor, int steps) {
        TimeGeometry.requireInside(anchor, steps);
        var ranges = new ArrayList<StepRange>();
        for (int point : stencil.points()) {
            int at = anchor + point * sourceStep;
            if (at < 0 || at >= steps) {
                throw new IllegalArgumentException("the stencil around step " + anchor + " reaches step " + at
                        + ", outside a series of " + steps + "; sample anchors with StencilSampler");
            }
            ranges.add(new StepRange(at, at + 1));
        }
        return ranges;
    }

    /// One patch of all points.
    @Override
    public List<List<Integer>> steps(int anchor, int steps) {
        return List.of(ranges(anchor, steps).stream().map(StepRange::from).toList());
    }

    /// Anchors all of whose points lie in a series.
    public List<Integer> origins(int steps) {
        var points = stencil.points();
        var origins = new ArrayList<Integer>();
        for (int t = 0; t < steps; t++) {
            int first = t + points.getFirst() * sourceStep;
            int last = t + points.getLast() * sourceStep;
            if (first >= 0 && last < steps) {
                origins.add(t);
            }
        }
        return origins;
    }
}
