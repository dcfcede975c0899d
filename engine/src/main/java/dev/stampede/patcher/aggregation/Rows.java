package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;

/// Loops over rows held in arrays, for the aggregations that are not worth a kernel.
final class Rows {
    private Rows() {}

    /// Changes a row of an accumulator given a row of a patch.
    @FunctionalInterface
    interface Change {
        void apply(double[] values, double[] held, int n);
    }

    static void change(Plane values, Plane held, Change change) {
        int n = values.cols();
        var value = new double[n];
        var hold = new double[n];
        for (int r = 0; r < values.rows(); r++) {
            values.readRow(r, value);
            held.readRow(r, hold);
            change.apply(value, hold, n);
            held.writeRow(r, hold);
        }
    }

    /// Adds whole accumulators.
    static void addAll(Accumulator from, Accumulator into) {
        for (int plane = 0; plane < into.planes(); plane++) {
            change(from.plane(plane), into.plane(plane), (values, held, n) -> {
                for (int i = 0; i < n; i++) {
                    held[i] += values[i];
                }
            });
        }
    }

    static void copy(Plane from, Plane to) {
        var row = new double[from.cols()];
        for (int r = 0; r < to.rows(); r++) {
            from.readRow(r, row);
            to.writeRow(r, row);
        }
    }
}
