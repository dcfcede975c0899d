package dev.stampede.insar.stage3;

import dev.stampede.insar.artifacts.ContentHash;
import dev.stampede.insar.model.StageContext;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;

/// Filtered phase of blocks of cells, kept so that an interrupted stage does not filter them again.
final class CellCheckpoints {
    private static final String VARIABLE = "ph_cell";

    private final StageContext context;
    private final String shared;

    CellCheckpoints(StageContext context, Reestimate.Surroundings around) {
        this.context = context;
        var grid = around.grid();
        var clap = around.settings();
        shared = new ContentHash()
                .add(grid.ni(), grid.nj(), around.blanked(), clap.window(), clap.alpha(), clap.beta())
                .add(clap.lowPass())
                .add(grid.values().re().segment())
                .add(grid.values().im().segment())
                .hex();
    }

    private String hash(int[] cells) {
        return new ContentHash().add(shared).add(cells).hex();
    }

    private static String name(int[] cells) {
        return "cells-%08d".formatted(cells[0]);
    }

    /// @return whether the block was there; `out` is filled then
    boolean resume(int[] cells, ComplexMatrix out) {
        try (var arena = Arena.ofConfined()) {
            var kept = context.checkpoints().load(arena, name(cells), hash(cells));
            if (kept.isPresent()
                    && kept.get().get(VARIABLE) instanceof MatArray phase
                    && phase.rows() == out.rows()
                    && phase.cols() == out.cols()) {
                var complex = phase.asComplexMatrix(arena);
                copy(complex.re(), out.re());
                copy(complex.im(), out.im());
                return true;
            }
        }
        return false;
    }

    private static void copy(FloatMatrix from, FloatMatrix to) {
        MemorySegment.copy(from.segment(), 0, to.segment(), 0, to.size() * FloatMatrix.BYTES);
    }

    void keep(int[] cells, ComplexMatrix filtered) throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        values.put(VARIABLE, Mat.of(filtered));
        context.checkpoints().save(name(cells), hash(cells), values);
    }
}
