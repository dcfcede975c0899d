package dev.stampede.insar.model;

import dev.stampede.kernels.Rounding;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;

/// Where the points of a patch or of the merged set lie, in metres: projected about the middle of the
/// scene, turned along track when that makes the scene smaller, in single precision.
///
/// @param projection origin used
/// @param xy         `[points, 2]` x and y, m, unrounded, in the order of the input
public record LocalCoordinates(LocalProjection projection, FloatMatrix xy) {
    /// @param lonLat  `[points, 2]` degrees
    /// @param heading flight direction, degrees
    public static LocalCoordinates of(Arena arena, Workers workers, DoubleMatrix lonLat, double heading) {
        var projection = LocalProjection.centredOn(lonLat);
        var xy = FloatMatrix.allocate(arena, lonLat.rows(), 2);
        try (var scratch = Arena.ofShared()) {
            var metres = projection.project(scratch, workers, lonLat);
            SceneRotation.alongTrack(heading).applyIfBothShrink(metres);
            for (long i = 0; i < xy.size(); i++) {
                xy.set(i, (float) metres.get(i));
            }
        }
        return new LocalCoordinates(projection, xy);
    }

    /// Rows in storage order; sorting uses the unrounded coordinates.
    public int[] storageOrder() {
        return PointOrder.byYThenX(xy, 0);
    }

    /// The variable `xy` of `ps1` and `ps2`: `[rows, 3]` with id 1.., x and y of the chosen rows, rounded to
    /// mm.
    public FloatMatrix numbered(Arena arena, int[] rows) {
        var out = FloatMatrix.allocate(arena, rows.length, 3);
        for (int i = 0; i < rows.length; i++) {
            out.set(i, 0, i + 1);
            out.set(i, 1, toMillimetre(xy.get(rows[i], 0)));
            out.set(i, 2, toMillimetre(xy.get(rows[i], 1)));
        }
        return out;
    }

    /// Nearest millimetre, halves away from zero, every step in single precision.
    public static float toMillimetre(float metres) {
        float mm = metres * 1000f;
        return (float) Rounding.halfAway(mm) / 1000f;
    }
}
