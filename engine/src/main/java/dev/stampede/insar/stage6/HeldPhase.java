package dev.stampede.insar.stage6;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/// Phase of an earlier unwrapping of small baselines (`phuw_sb2`) that is kept where it proved good: a
/// point is good in all interferograms of a loop if their phases add up to no more than 1 rad, after the
/// whole cycles of the mean over all points are taken off (`unwrap_hold_good_values`).
///
/// @param points `[ps, used]` rad, what is unwrapped only; `NaN` = not held
/// @param nodes  `[nodes, used]` rad, the mean of a cell brought to the cell's phase; `NaN` = not held
record HeldPhase(FloatMatrix points, FloatMatrix nodes) {
    /// Largest sum around a loop, and largest difference between the mean of a cell and its phase, rad.
    private static final double GOOD = 1;

    /// Reads what is held; `null` when nothing is: the option is off, there is one reference image, or
    /// there is no earlier solution of these points.
    static FloatMatrix read(
            Arena arena,
            StageContext context,
            StackGeometry stack,
            ImageNetwork network,
            Stage6Settings settings,
            WrappedInput input)
            throws IOException {
        if (!settings.holdGood() || stack.pairs() == null) {
            return null;
        }
        var found = context.folder().find(arena, "phuw_sb2");
        if (found.isEmpty()) {
            return null;
        }
        try (var earlier = found.get()) {
            var all = earlier.floats("ph_uw");
            if (all.rows() != stack.psCount() || all.cols() != stack.ifgCount()) {
                return null;
            }
            var phase = all.copyColumns(arena, network.interferograms());
            var held = FloatMatrix.allocate(arena, phase.rows(), phase.cols());
            held.fill(Float.NaN);
            for (var loop : ClosureLoops.of(network)) {
                keep(phase, loop, held);
            }
            takeOffTerms(context, network, input, held);
            return held;
        }
    }

    private static void keep(FloatMatrix phase, ClosureLoops.Loop loop, FloatMatrix held) {
        var sum = new double[phase.rows()];
        double mean = 0;
        int valid = 0;
        for (int p = 0; p < sum.length; p++) {
            for (int s = 0; s < loop.column().length; s++) {
                sum[p] += loop.sign()[s] * (double) phase.get(p, loop.column()[s]);
            }
            if (!Double.isNaN(sum[p])) {
                mean += sum[p];
                valid++;
            }
        }
        double cycles = 2 * Math.PI * Math.rint(mean / valid / (2 * Math.PI));
        for (int p = 0; p < sum.length; p++) {
            if (Math.abs(sum[p] - cycles) <= GOOD) {
                for (int c : loop.column()) {
                    held.set(p, c, phase.get(p, c));
                }
            }
        }
    }

    /// What is taken out of the wrapped phase before unwrapping is taken out here too.
    private static void takeOffTerms(StageContext context, ImageNetwork network, WrappedInput input, FloatMatrix held) {
        for (int c = 0; c < held.cols(); c++) {
            if (input.feedback() != null) {
                input.feedback().subtract(context, held.viewColumns(c, c + 1), network.interferograms()[c]);
            }
            if (input.troposphere() != null) {
                input.troposphere().subtract(context, held.viewColumns(c, c + 1), network.interferograms()[c]);
            }
            for (int p = 0; p < held.rows() && input.rest() != null; p++) {
                held.set(p, c, held.get(p, c) - input.rest().get(p, c));
            }
        }
    }

    /// @param points of [#read]
    static HeldPhase of(Arena arena, FloatMatrix points, PhaseGrid grid, GriddedPhase gridded) {
        int count = gridded.nodes().count();
        var nodes = FloatMatrix.allocate(arena, count, points.cols());
        int[] nodeOf = gridded.nodes().ofPoints(grid.cellOf());
        for (int c = 0; c < points.cols(); c++) {
            var sum = new double[count];
            var number = new int[count];
            for (int p = 0; p < nodeOf.length; p++) {
                float value = points.get(p, c);
                if (value == value && nodeOf[p] >= 0) {
                    sum[nodeOf[p]] += value;
                    number[nodeOf[p]]++;
                }
            }
            for (int node = 0; node < count; node++) {
                nodes.set(node, c, (float) toPhase(gridded.phase(), node, c, sum[node] / number[node]));
            }
        }
        return new HeldPhase(points, nodes);
    }

    /// The value nearest to `mean` that has the phase of the node, `NaN` where the two are too far apart.
    private static double toPhase(ComplexMatrix phase, int node, int c, double mean) {
        double angle = Math.atan2(phase.im().get(node, c), phase.re().get(node, c));
        double difference = Math.IEEEremainder(angle - mean, 2 * Math.PI);
        return Math.abs(difference) > GOOD ? Double.NaN : mean + difference;
    }

    /// Puts the held phase in place of the new one, each interferogram moved by whole cycles to fit the others.
    /// @param phase  `[ps, ifg]` rad
    /// @param column of this and of [#points]
    void putBack(FloatMatrix phase, int ifg, int column) {
        double[] differences = IntStream.range(0, points.rows())
                .mapToDouble(p -> (double) phase.get(p, ifg) - points.get(p, column))
                .filter(d -> !Double.isNaN(d))
                .toArray();
        if (differences.length == 0) {
            return;
        }
        double mean = IntStream.range(0, differences.length)
                        .mapToDouble(i -> differences[i])
                        .sum()
                / differences.length;
        double cycles = 2 * Math.PI * Math.rint(mean / (2 * Math.PI));
        for (int p = 0; p < points.rows(); p++) {
            float value = points.get(p, column);
            if (value == value) {
                phase.set(p, ifg, (float) (value + cycles));
            }
        }
    }

    /// How many values are held.
    long count() {
        return IntStream.range(0, points.cols())
                .mapToLong(c -> IntStream.range(0, points.rows())
                        .filter(p -> points.get(p, c) == points.get(p, c))
                        .count())
                .sum();
    }
}
