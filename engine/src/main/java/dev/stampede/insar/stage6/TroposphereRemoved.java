package dev.stampede.insar.stage6;

import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.Troposphere;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// The troposphere, taken out before unwrapping, which makes the phase flatter, and put back afterwards.
///
/// @param phase `[ps, ifg]` rad
record TroposphereRemoved(FloatMatrix phase) {
    private static final long BLOCK = 16384;

    /// Reads the correction of the interferograms; `null` when `subtr_tropo` does not ask for it.
    static TroposphereRemoved read(Arena arena, StageContext context, StackGeometry stack) throws IOException {
        if (!Troposphere.isWanted(context.parameters())) {
            return null;
        }
        return new TroposphereRemoved(Troposphere.read(
                arena,
                context.folder(),
                Troposphere.artifact(context.parameters()),
                Troposphere.method(context.parameters()),
                stack.psCount(),
                stack.ifgCount()));
    }

    /// Turns the phase of one interferogram back.
    void remove(StageContext context, ComplexMatrix column, int ifg) {
        context.workers().forBlocks(column.rows(), BLOCK, (from, to) -> {
            for (int p = (int) from; p < to; p++) {
                double angle = phase.get(p, ifg);
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                double re = column.re().get(p, 0);
                double im = column.im().get(p, 0);
                column.re().set(p, 0, (float) (re * cos + im * sin));
                column.im().set(p, 0, (float) (im * cos - re * sin));
            }
        });
    }

    /// Takes it out of the unwrapped phase of one interferogram.
    /// @param column `[ps, 1]` rad
    void subtract(StageContext context, FloatMatrix column, int ifg) {
        add(context, column, 0, ifg, -1);
    }

    /// Adds it to the unwrapped phase of one interferogram.
    void restore(StageContext context, FloatMatrix unwrapped, int ifg) {
        add(context, unwrapped, ifg, ifg, 1);
    }

    private void add(StageContext context, FloatMatrix unwrapped, int column, int ifg, int sign) {
        context.workers().forBlocks(unwrapped.rows(), BLOCK, (from, to) -> {
            for (int p = (int) from; p < to; p++) {
                unwrapped.set(p, column, unwrapped.get(p, column) + sign * phase.get(p, ifg));
            }
        });
    }
}
