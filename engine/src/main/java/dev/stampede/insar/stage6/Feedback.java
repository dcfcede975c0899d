package dev.stampede.insar.stage6;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.Baselines;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.phaseramp.PhaseRamp;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// What an earlier stage 7 explained (`scla_smooth2`; of small baselines `scla_smooth_sb2`, in which the
/// reference atmosphere is zero): look-angle error, reference atmosphere and, where ramps were estimated,
/// the ramp. Taken out before unwrapping, where it only makes the phase steeper, and put back afterwards.
///
/// @param baselines of all points, m
/// @param k         `[ps, 1]` rad/m
/// @param c         `[ps, 1]` rad
/// @param ramp      `[ps, ifg]` rad or `null`
record Feedback(Baselines baselines, FloatMatrix k, FloatMatrix c, FloatMatrix ramp) {
    private static final long BLOCK = 16384;

    static String artifact(StackGeometry stack) {
        return stack.pairs() == null ? "scla_smooth2" : "scla_smooth_sb2";
    }

    /// Reads the file; `null` when there is none or when it belongs to another set of points.
    static Feedback read(Arena arena, ArtifactFolder folder, StackGeometry stack, Baselines baselines, boolean withRamp)
            throws IOException {
        var found = folder.find(arena, artifact(stack));
        if (found.isEmpty()) {
            return null;
        }
        try (var scla = found.get()) {
            var k = scla.floats("K_ps_uw");
            if (k.size() != stack.psCount()) {
                return null;
            }
            FloatMatrix ramp = null;
            if (withRamp && scla.has("ph_ramp")) {
                var stored = scla.floats("ph_ramp");
                ramp = stored.rows() == stack.psCount() && stored.cols() == stack.ifgCount() ? stored : null;
            }
            var c = stack.pairs() == null ? scla.floats("C_ps_uw") : FloatMatrix.allocate(arena, stack.psCount(), 1);
            return new Feedback(baselines, k, c, ramp);
        }
    }

    /// Whether a file is there that [#read] does not use because its points are others.
    static boolean isStale(ArtifactFolder folder, StackGeometry stack, Feedback read) {
        return read == null && folder.has(artifact(stack));
    }

    /// Turns the phase of one interferogram back by the explained part.
    void remove(StageContext context, ComplexMatrix column, int ifg) {
        var kernel = context.kernels()
                .get(PhaseRamp.FAMILY, column.rows() * (long) baselines.stored().cols());
        try (Arena own = Arena.ofShared()) {
            var model = new Ramp(k, WrappedInput.column(own, baselines, ifg), c);
            run(context, kernel, column, model);
            if (ramp != null) {
                var one = FloatMatrix.allocate(own, column.rows(), 1);
                one.fill(1);
                run(context, kernel, column, new Ramp(one, ramp.viewColumns(ifg, ifg + 1), FloatMatrix.vector(own, 0)));
            }
        }
    }

    private static void run(StageContext context, PhaseRamp kernel, ComplexMatrix column, Ramp model) {
        context.workers()
                .forBlocks(
                        column.rows(), BLOCK, (from, to) -> kernel.remove(column, model, column, (int) from, (int) to));
    }

    /// Takes the explained part out of the unwrapped phase of one interferogram.
    /// @param column `[ps, 1]` rad
    void subtract(StageContext context, FloatMatrix column, int ifg) {
        add(context, column, 0, ifg, -1);
    }

    /// Adds the explained part to the unwrapped phase of one interferogram.
    void restore(StageContext context, FloatMatrix unwrapped, int ifg) {
        add(context, unwrapped, ifg, ifg, 1);
    }

    private void add(StageContext context, FloatMatrix unwrapped, int column, int ifg, int sign) {
        int b = baselines.columnOf()[ifg];
        context.workers().forBlocks(unwrapped.rows(), BLOCK, (from, to) -> {
            for (int p = (int) from; p < to; p++) {
                double part = c.get(p, 0);
                part += b < 0 ? 0 : (double) k.get(p, 0) * baselines.stored().get(p, b);
                part += ramp == null ? 0 : ramp.get(p, ifg);
                unwrapped.set(p, column, (float) (unwrapped.get(p, column) + sign * part));
            }
        });
    }
}
