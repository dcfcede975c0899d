package dev.stampede.insar.stage8;

import dev.stampede.insar.model.SingleReference;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.MatArray;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// Unwrapped phase of the used interferograms minus what stage 7 explained: look-angle error, reference
/// atmosphere and orbital ramp, as far as `scla2` holds them. A point without value counts as zero.
final class RemainingPhase {
    private RemainingPhase() {}

    /// `[ps, used]` rad, owned by `arena`.
    static FloatMatrix of(Arena arena, StageContext context, StackGeometry stack, FloatMatrix phase, int[] used)
            throws IOException {
        var rest = FloatMatrix.allocate(arena, stack.psCount(), used.length);
        try (Arena own = Arena.ofShared()) {
            var terms = Terms.read(own, context, stack);
            context.workers()
                    .forEach(used.length, (from, to) -> terms.subtract(phase, used[(int) from], rest, (int) from));
        }
        return rest;
    }

    /// Any of the three may be `null`.
    private record Terms(MatArray scla, MatArray c, MatArray ramp) {
        static Terms read(Arena own, StageContext context, StackGeometry stack) throws IOException {
            var found = context.folder().find(own, "scla2");
            if (found.isEmpty()) {
                return new Terms(null, null, null);
            }
            try (var scla = found.get()) {
                var c = scla.has("C_ps_uw") ? scla.array("C_ps_uw") : null;
                if (c != null && c.size() != stack.psCount()) {
                    throw new FormatException(
                            context.folder().file("scla2"),
                            "C_ps_uw is " + c.describe() + ", ps2 has " + stack.psCount() + " points");
                }
                return new Terms(matrix(context, scla, "ph_scla", stack), c, matrix(context, scla, "ph_ramp", stack));
            }
        }

        private static MatArray matrix(
                StageContext context, dev.stampede.insar.artifacts.Artifact scla, String name, StackGeometry stack)
                throws IOException {
            return scla.has(name)
                    ? SingleReference.requireShape(context.folder(), "scla2", name, scla.array(name), stack)
                    : null;
        }

        void subtract(FloatMatrix phase, int ifg, FloatMatrix rest, int column) {
            long first = (long) ifg * phase.rows();
            for (int p = 0; p < phase.rows(); p++) {
                double value = phase.get(p, ifg);
                value -= scla == null ? 0 : scla.get(first + p);
                value -= c == null ? 0 : c.get(p);
                value -= ramp == null ? 0 : ramp.get(first + p);
                rest.set(p, column, (float) (value == value ? value : 0));
            }
        }
    }
}
