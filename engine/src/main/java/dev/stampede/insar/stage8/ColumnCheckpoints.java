package dev.stampede.insar.stage8;

import dev.stampede.insar.artifacts.ContentHash;
import dev.stampede.insar.model.StageContext;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;

/// Smoothed interferograms, kept block by block so that an interrupted stage does not smooth them again.
final class ColumnCheckpoints {
    private static final String VARIABLE = "ph_scn_slave";

    private final StageContext context;
    private final String shared;

    ColumnCheckpoints(StageContext context, FloatMatrix xy, double wavelength) {
        this.context = context;
        shared = new ContentHash()
                .add(wavelength)
                .add(xy.column(0))
                .add(xy.column(1))
                .hex();
    }

    /// @param values what is smoothed
    String hash(FloatMatrix values) {
        return new ContentHash().add(shared).add(values.segment()).hex();
    }

    private static String name(int[] columns) {
        return "columns-%04d".formatted(columns[0] + 1);
    }

    /// @return whether the columns were there; they are in `out` then
    boolean resume(String hash, int[] columns, DoubleMatrix out) {
        try (var arena = Arena.ofConfined()) {
            var kept = context.checkpoints().load(arena, name(columns), hash);
            if (kept.isPresent()
                    && kept.get().get(VARIABLE) instanceof MatArray smooth
                    && smooth.rows() == out.rows()
                    && smooth.cols() == columns.length) {
                var matrix = smooth.asDoubleMatrix(arena);
                for (int i = 0; i < columns.length; i++) {
                    MemorySegment.copy(
                            matrix.column(i), 0, out.column(columns[i]), 0, (long) out.rows() * DoubleMatrix.BYTES);
                }
                return true;
            }
        }
        return false;
    }

    void keep(String hash, int[] columns, DoubleMatrix out) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var values = new LinkedHashMap<String, MatValue>();
            values.put(VARIABLE, Mat.of(out.copyColumns(arena, columns)));
            context.checkpoints().save(name(columns), hash, values);
        }
    }
}
