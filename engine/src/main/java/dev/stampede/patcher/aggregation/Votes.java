package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import java.util.List;

/// The class whose plane holds most, the lowest of several.
final class Votes {
    private Votes() {}

    static void finish(Accumulator accumulator, int row, List<Plane> out) {
        var result = out.getFirst();
        int n = result.cols();
        var most = new double[n];
        var held = new double[n];
        var best = new double[n];
        for (int r = 0; r < result.rows(); r++) {
            for (int k = 0; k < accumulator.planes(); k++) {
                accumulator.part(k, row + r, 0, 1, n).readRow(0, held);
                for (int c = 0; c < n; c++) {
                    if (k == 0 || held[c] > most[c]) {
                        most[c] = held[c];
                        best[c] = k;
                    }
                }
            }
            result.writeRow(r, best);
        }
    }

    static void requireClasses(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("n_classes is " + classes + ", needs at least 1");
        }
    }
}
