package dev.stampede.patcher.time;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import java.util.ArrayList;
import java.util.List;

/// Offsets from an anchor in steps of its own: `start, start + step, ... stop`, ends left out as
/// `closed` says.
///
/// @param start  first offset, negative before the anchor
/// @param stop   last offset
/// @param step   at least 1 and a divisor of `stop - start`; 0 for a single point
/// @param closed which of the ends belong to it, left
@Named("Stencil")
public record Stencil(
        int start, int stop, int step, @Default("\"left\"") Closed closed) implements Configured {
    /// Which ends belong to it.
    public enum Closed {
        LEFT,
        RIGHT,
        BOTH,
        NEITHER
    }

    /// @throws IllegalArgumentException if the step does not lead from start to stop, or nothing is left
    public Stencil {
        boolean point = start == stop;
        if (point ? step != 0 || closed != Closed.BOTH : step < 1 || stop < start || (stop - start) % step != 0) {
            throw new IllegalArgumentException("step " + step + " does not lead from " + start + " to " + stop
                    + " (a single point takes step 0 and closed=both)");
        }
    }

    /// The offsets.
    public List<Integer> points() {
        var points = new ArrayList<Integer>();
        for (int p = start; p <= stop; p += Math.max(1, step)) {
            boolean leftOut = p == start && (closed == Closed.RIGHT || closed == Closed.NEITHER)
                    || p == stop && (closed == Closed.LEFT || closed == Closed.NEITHER);
            if (!leftOut || start == stop) {
                points.add(p);
            }
        }
        return points;
    }

    /// Anchors all of whose points lie in a series.
    public List<Integer> origins(int steps) {
        var points = points();
        var origins = new ArrayList<Integer>();
        for (int t = 0; !points.isEmpty() && t < steps; t++) {
            if (t + points.getFirst() >= 0 && t + points.getLast() < steps) {
                origins.add(t);
            }
        }
        return origins;
    }
}
