package dev.stampede.insar.stage1;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// Perpendicular baselines per point and interferogram, m; in single precision for a single master, in
/// double for small baselines. One of the two matrices is in use.
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

    /// Stores one interferogram; values are [#round]ed.
    void setColumn(int ifg, double[] values) {
        for (int row = 0; row < values.length; row++) {
            if (single == null) {
                full.set(row, ifg, values[row]);
            } else {
                single.set(row, ifg, (float) values[row]);
            }
        }
    }

    MatValue value() {
        return single == null ? Mat.of(full) : Mat.of(single);
    }
}
