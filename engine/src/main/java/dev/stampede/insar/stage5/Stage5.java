package dev.stampede.insar.stage5;

import dev.stampede.insar.model.Baselines;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.phaseramp.PhaseRamp;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;

/// Stage 5, per patch: what is the phase of each point without its DEM error and static phase?
///
/// Reads ps2, ph2, pm2, bp2. Writes rc2.
///
/// - `ph_rc = ph exp(-i (K b + C))`, amplitude kept; the reference image, whose baseline is zero, becomes
/// `exp(-i C)`. Small baselines have no static phase: `ph exp(-i K b)`.
/// - `ph_reref` (single reference only): the patch phase with a column of ones for the reference image.
///
/// Source: Hooper et al. (2007), doi:10.1029/2006JB004763, correction before unwrapping; StaMPS for the
/// details.
public final class Stage5 implements Stage {
    private static final int BLOCK = 8192;

    @Override
    public int number() {
        return 5;
    }

    @Override
    public Scope scope() {
        return Scope.PATCH;
    }

    /// Phase and corrected phase share memory; patch phase and its copy with the reference image come on top.
    @Override
    public long estimateMemory(StageContext context) throws IOException {
        try (var arena = Arena.ofConfined();
                var phase = context.folder().open(arena, "ph2")) {
            long[] dims = phase.file().find("ph").orElseThrow().dims();
            return dims[0] * dims[1] * (context.parameters().smallBaseline() ? 8 + 4 : 8 + 4 + 16);
        }
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        try (var arena = Arena.ofShared()) {
            var stack = StackGeometry.read(arena, context.folder());
            var values = new LinkedHashMap<String, MatValue>();
            values.put("ph_rc", Mat.of(corrected(context, arena, stack)));
            if (!context.parameters().smallBaseline()) {
                values.put("ph_reref", Mat.of(withReferenceImage(context, arena, stack)));
            }
            context.output().replace("rc2", values);
            return StageSummary.of("phase of " + stack.psCount() + " points corrected", stack.psCount());
        }
    }

    private static ComplexMatrix corrected(StageContext context, Arena arena, StackGeometry stack) throws IOException {
        ComplexMatrix phase;
        try (var artifact = context.folder().open(arena, "ph2")) {
            phase = artifact.complex("ph");
        }
        requireShape(context, "ph2", phase, stack.psCount(), stack.ifgCount());
        try (var own = Arena.ofShared();
                var model = context.folder().open(own, "pm2")) {
            var slope = model.floats("K_ps");
            var zero = FloatMatrix.allocate(own, 1, 1);
            var offset = context.parameters().smallBaseline() ? zero : model.floats("C_ps");
            var baselines = Baselines.read(own, context.folder(), stack);
            var kernel = context.kernels().get(PhaseRamp.FAMILY, phase.re().size());
            context.progress().begin("correct phase", stack.ifgCount());
            for (int f = 0; f < stack.ifgCount(); f++) {
                var column = phase.viewColumns(f, f + 1);
                var plane = baselines.planeOf(f);
                var ramp = new Ramp(slope, plane == null ? zero : new FloatMatrix(plane, stack.psCount(), 1), offset);
                context.workers()
                        .forBlocks(
                                stack.psCount(),
                                BLOCK,
                                (from, to) -> kernel.remove(column, ramp, column, (int) from, (int) to));
                context.progress().advance(1);
            }
        }
        return phase;
    }

    private static ComplexMatrix withReferenceImage(StageContext context, Arena arena, StackGeometry stack)
            throws IOException {
        var all = ComplexMatrix.allocate(arena, stack.psCount(), stack.ifgCount());
        try (var own = Arena.ofShared();
                var model = context.folder().open(own, "pm2")) {
            var patchPhase = model.complex("ph_patch");
            requireShape(context, "pm2", patchPhase, stack.psCount(), stack.ifgCount() - 1);
            for (int f = 0, from = 0; f < stack.ifgCount(); f++) {
                if (f == stack.referenceIndex()) {
                    all.re().viewColumns(f, f + 1).fill(1);
                } else {
                    MemorySegment.copy(patchPhase.re().column(from), 0, all.re().column(f), 0, 4L * stack.psCount());
                    MemorySegment.copy(
                            patchPhase.im().column(from++), 0, all.im().column(f), 0, 4L * stack.psCount());
                }
            }
        }
        return all;
    }

    private static void requireShape(StageContext context, String artifact, ComplexMatrix phase, int rows, int cols)
            throws FormatException {
        if (phase.rows() != rows || phase.cols() != cols) {
            throw new FormatException(
                    context.folder().file(artifact),
                    "phase is [" + phase.rows() + ", " + phase.cols() + "], ps2 says [" + rows + ", " + cols
                            + "]; run stage 4 again");
        }
    }
}
