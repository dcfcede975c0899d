package dev.stampede.insar.stage1;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// Perpendicular baselines per point and interferogram, m; in single precision for a single master, in double for small
/// baselines. One of the two matrices is in use.
final class BaselineMatrix {
    private final FloatMatrix single;
    private final DoubleMatrix full;

    BaselineMatrix(Arena arena, boolean inSingle, int rows, int interferograms) {
        single = inSingle ? FloatMatrix.allocate(arena, rows, interferograms) : null;
        full = inSingle ? null : DoubleMatrix.allocate(arena, rows, interferograms);
    }

    /// The value as it is stored.
    double round(double value) {
        return single == null ? value : (float) value;
    }

    void set(int row, int ifg, double value) {
        if (single == null) {
            full.set(row, ifg, value);
        } else {
            single.set(row, ifg, (float) value);
        }
    }

    MatValue value() {
        return single == null ? Mat.of(full) : Mat.of(single);
    }
}
