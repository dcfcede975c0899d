package dev.stampede.insar.stage1;

import dev.stampede.memory.DoubleMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;

/// How the satellite saw each candidate.
///
/// @param look      angle at the satellite, `[candidates, 1]` rad
/// @param incidence angle at the ground, `[candidates, 1]` rad
record ViewingAngles(DoubleMatrix look, DoubleMatrix incidence) {
    private static final long BLOCK = 1 << 14;

    /// @param column of each candidate in the image
    static ViewingAngles of(Arena arena, Workers workers, ImageGeometry image, int[] column) {
        int n = column.length;
        var angles = new ViewingAngles(DoubleMatrix.allocate(arena, n, 1), DoubleMatrix.allocate(arena, n, 1));
        workers.forBlocks(n, BLOCK, (from, to) -> {
            for (int p = (int) from; p < to; p++) {
                double range = image.range(column[p]);
                angles.look.set(p, image.lookAngle(range));
                angles.incidence.set(p, image.incidence(range));
            }
        });
        return angles;
    }

    /// Mean of the incidence angles, rad; not-a-number without candidates.
    double meanIncidence() {
        double sum = 0;
        for (long p = 0; p < incidence.size(); p++) {
            sum += incidence.get(p);
        }
        return sum / incidence.size();
    }
}
