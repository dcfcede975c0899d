package dev.stampede.insar.stage5;

import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.ifgstd.InterferogramNoise;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// The noise of each interferogram, degrees: the root mean square over all points of
/// `arg(ph conj(ph_patch) exp(-i (K b + C)))`. For the reference image patch phase is 1 and baseline 0; small
/// baselines have no C.
///
/// @param phase          `[points, interferograms]`
/// @param patchPhase     spatially correlated part, without a column for the reference image
/// @param demError       K, `[points, 1]`
/// @param staticPhase    C, `[points, 1]`
/// @param baselines      as `patchPhase`
/// @param referenceIndex column of the reference image, -1 for small baselines
record InterferogramStd(
        ComplexMatrix phase,
        ComplexMatrix patchPhase,
        FloatMatrix demError,
        FloatMatrix staticPhase,
        FloatMatrix baselines,
        int referenceIndex) {
    /// Points whose squares are added at once. Fixed: the order of summation must not depend on threads.
    private static final int BLOCK = 16384;

    /// One column in a new matrix owned by `arena`.
    FloatMatrix degrees(Arena arena, StageContext context) {
        var kernel = context.kernels().get(InterferogramNoise.FAMILY, phase.re().size());
        var std = FloatMatrix.allocate(arena, phase.cols(), 1);
        try (var own = Arena.ofShared()) {
            var zero = FloatMatrix.allocate(own, 1, 1);
            var ones = ComplexMatrix.allocate(own, phase.rows(), 1);
            ones.re().fill(1);
            var offset = referenceIndex < 0 ? zero : staticPhase;
            context.progress().begin("interferogram noise", phase.cols());
            for (int f = 0; f < phase.cols(); f++) {
                int stored = referenceIndex < 0 || f < referenceIndex ? f : f - 1;
                boolean isReference = f == referenceIndex;
                var patch = isReference ? ones : patchPhase.viewColumns(stored, stored + 1);
                var baseline = isReference ? zero : baselines.viewColumns(stored, stored + 1);
                double squares = sumOfSquares(
                        context, kernel, phase.viewColumns(f, f + 1), patch, new Ramp(demError, baseline, offset));
                std.set(f, 0, (float) Math.toDegrees(Math.sqrt(squares / phase.rows())));
                context.progress().advance(1);
            }
        }
        return std;
    }

    private static double sumOfSquares(
            StageContext context, InterferogramNoise kernel, ComplexMatrix phase, ComplexMatrix patch, Ramp ramp) {
        var parts = new double[(phase.rows() + BLOCK - 1) / BLOCK];
        context.workers()
                .forBlocks(
                        phase.rows(),
                        BLOCK,
                        (from, to) -> parts[(int) (from / BLOCK)] =
                                kernel.sumOfSquares(phase, patch, ramp, (int) from, (int) to));
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }
}
