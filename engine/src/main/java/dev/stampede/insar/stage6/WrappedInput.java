package dev.stampede.insar.stage6;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.Baselines;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.io.mat.FormatException;
import dev.stampede.kernels.phaseramp.PhaseRamp;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// The wrapped phase that is unwrapped, and what has to be added to the result.
///
/// `ph_rc` with the uncorrelated look-angle phase `K_ps b` put back (or the filtered phase of the patches
/// instead), unit modulus, minus what an earlier stage 7 found to be spatially correlated ([Feedback]).
///
/// @param phase    `[ps, used]`
/// @param rest     `[ps, used]` rad, what the filtered phase lacks; `null` when the phase itself is unwrapped
/// @param feedback taken out and to be put back; `null` when there was no earlier stage 7
/// @param troposphere taken out and to be put back; `null` when not asked for
record WrappedInput(ComplexMatrix phase, FloatMatrix rest, Feedback feedback, TroposphereRemoved troposphere) {
    private static final long BLOCK = 16384;

    static WrappedInput read(
            Arena arena, StageContext context, StackGeometry stack, Stage6Settings settings, int[] used)
            throws IOException {
        var phase = ComplexMatrix.allocate(arena, stack.psCount(), used.length);
        var baselines = Baselines.read(arena, context.folder(), stack);
        FloatMatrix rest = null;
        if (settings.patchPhase()) {
            rest = FloatMatrix.allocate(arena, stack.psCount(), used.length);
            patchPhase(context, stack, used, phase, rest);
        } else {
            correctedPhase(context, stack, baselines, used, phase);
        }
        var feedback = Feedback.read(arena, context.folder(), stack, baselines, settings.rampFeedback());
        if (feedback != null) {
            for (int c = 0; c < used.length; c++) {
                feedback.remove(context, phase.viewColumns(c, c + 1), used[c]);
            }
        }
        var troposphere = TroposphereRemoved.read(arena, context, stack);
        if (troposphere != null) {
            for (int c = 0; c < used.length; c++) {
                troposphere.remove(context, phase.viewColumns(c, c + 1), used[c]);
            }
        }
        return new WrappedInput(phase, rest, feedback, troposphere);
    }

    private static void correctedPhase(
            StageContext context, StackGeometry stack, Baselines baselines, int[] used, ComplexMatrix phase)
            throws IOException {
        try (Arena own = Arena.ofShared();
                var rc = context.folder().open(own, "rc2");
                var pm = context.folder().open(own, "pm2")) {
            var in = rc.complex("ph_rc");
            requireShape(context.folder(), "rc2", "ph_rc", in, stack.psCount(), stack.ifgCount());
            requireNoZeros(context.folder().file("rc2"), "ph_rc", in, used, used);
            // Minus K, so that taking the ramp out puts the phase back.
            var slope = FloatMatrix.allocate(own, stack.psCount(), 1);
            if (pm.has("K_ps")) {
                var k = pm.array("K_ps");
                for (int p = 0; p < slope.rows(); p++) {
                    slope.set(p, 0, (float) -k.get(p));
                }
            }
            var kernel = context.kernels().get(PhaseRamp.FAMILY, stack.psCount() * (long) used.length);
            for (int c = 0; c < used.length; c++) {
                toUnit(
                        context,
                        kernel,
                        in.viewColumns(used[c], used[c] + 1),
                        new Ramp(slope, column(own, baselines, used[c]), FloatMatrix.vector(own, 0)),
                        phase.viewColumns(c, c + 1));
            }
        }
    }

    /// Baselines of one interferogram as a matrix of one column.
    static FloatMatrix column(Arena arena, Baselines baselines, int ifg) {
        int c = baselines.columnOf()[ifg];
        return c < 0 ? FloatMatrix.vector(arena, 0) : baselines.stored().viewColumns(c, c + 1);
    }

    private static void patchPhase(
            StageContext context, StackGeometry stack, int[] used, ComplexMatrix phase, FloatMatrix rest)
            throws IOException {
        try (Arena own = Arena.ofShared();
                var rc = context.folder().open(own, "rc2");
                var pm = context.folder().open(own, "pm2")) {
            var full = rc.complex("ph_rc");
            var patch = pm.complex("ph_patch");
            requireShape(context.folder(), "rc2", "ph_rc", full, stack.psCount(), stack.ifgCount());
            boolean pairs = stack.pairs() != null;
            requireShape(
                    context.folder(), "pm2", "ph_patch", patch, stack.psCount(), stack.ifgCount() - (pairs ? 0 : 1));
            var stored = java.util.Arrays.stream(used)
                    .map(i -> pairs || i < stack.referenceIndex() ? i : i - 1)
                    .toArray();
            requireNoZeros(context.folder().file("pm2"), "ph_patch", patch, stored, used);
            var none = new Ramp(
                    FloatMatrix.allocate(own, stack.psCount(), 1),
                    FloatMatrix.vector(own, 0),
                    FloatMatrix.vector(own, 0));
            var kernel = context.kernels().get(PhaseRamp.FAMILY, stack.psCount() * (long) used.length);
            for (int c = 0; c < used.length; c++) {
                toUnit(context, kernel, patch.viewColumns(stored[c], stored[c] + 1), none, phase.viewColumns(c, c + 1));
                difference(context, full, used[c], phase, c, rest);
            }
        }
    }

    private static void toUnit(StageContext context, PhaseRamp kernel, ComplexMatrix in, Ramp ramp, ComplexMatrix out) {
        context.workers()
                .forBlocks(in.rows(), BLOCK, (from, to) -> kernel.removeToUnit(in, ramp, out, (int) from, (int) to));
    }

    /// `angle(full conj(patch))` of one interferogram.
    private static void difference(
            StageContext context, ComplexMatrix full, int ifg, ComplexMatrix patch, int column, FloatMatrix out) {
        context.workers().forBlocks(full.rows(), BLOCK, (from, to) -> {
            for (int p = (int) from; p < to; p++) {
                double re = full.re().get(p, ifg);
                double im = full.im().get(p, ifg);
                double pr = patch.re().get(p, column);
                double pi = patch.im().get(p, column);
                out.set(p, column, (float) Math.atan2(im * pr - re * pi, re * pr + im * pi));
            }
        });
    }

    private static void requireNoZeros(
            java.nio.file.Path file, String name, ComplexMatrix phase, int[] columns, int[] ifgs) throws IOException {
        for (int c = 0; c < columns.length; c++) {
            for (int p = 0; p < phase.rows(); p++) {
                if (phase.re().get(p, columns[c]) == 0 && phase.im().get(p, columns[c]) == 0) {
                    throw new FormatException(
                            file,
                            name + " of point " + (p + 1) + " in interferogram " + (ifgs[c] + 1)
                                    + " is zero, expected none; leave the interferogram out with drop_ifg_index");
                }
            }
        }
    }

    private static void requireShape(
            ArtifactFolder folder, String artifact, String name, ComplexMatrix m, int rows, int cols)
            throws FormatException {
        if (m.rows() != rows || m.cols() != cols) {
            throw new FormatException(
                    folder.file(artifact),
                    name + " is [" + m.rows() + ", " + m.cols() + "], ps2 needs [" + rows + ", " + cols + "]");
        }
    }
}
