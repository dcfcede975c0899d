package dev.stampede.benchmarks.unwrap;

import java.util.SplittableRandom;

/// Discs in which phase is pure noise.
record Patches(double[][] discs) {
    static final Patches NONE = new Patches(new double[0][]);

    static Patches of(SplittableRandom random, int rows, int cols) {
        var discs = new double[14][];
        double scale = Math.min(rows, cols);
        for (int i = 0; i < discs.length; i++) {
            discs[i] = new double[] {
                random.nextDouble() * rows, random.nextDouble() * cols, scale * (0.03 + 0.1 * random.nextDouble())
            };
        }
        return new Patches(discs);
    }

    boolean contains(int row, int col) {
        for (double[] disc : discs) {
            if (Math.hypot(row - disc[0], col - disc[1]) < disc[2]) {
                return true;
            }
        }
        return false;
    }
}
