package dev.stampede.benchmarks.unwrap;

import java.util.SplittableRandom;

/// A smooth phase field: a ramp and bumps, in rad; for the fault family a jump that fades out at both ends of a
/// line.
final class PhaseField {
    private static final int BUMPS = 12;

    /// Half the jump across the middle of the fault, rad.
    private static final double FAULT = 16;

    private final int rows;
    private final int cols;
    private final UnwrapFamily family;
    private final double rampRows;
    private final double rampCols;
    private final double[][] bumps = new double[BUMPS][];

    private PhaseField(SplittableRandom random, UnwrapFamily family, int rows, int cols) {
        this.rows = rows;
        this.cols = cols;
        this.family = family;
        rampRows = 20 * (random.nextDouble() - 0.5);
        rampCols = 20 * (random.nextDouble() - 0.5);
        for (int i = 0; i < BUMPS; i++) {
            double width = 0.04 + 0.15 * random.nextDouble();
            double height = (family == UnwrapFamily.W ? 200 : 16) * (random.nextDouble() - 0.5);
            if (family == UnwrapFamily.A) { // steepest slope of a bump is 0.86 height / width: 1.3 cycles per node step
                height = Math.signum(height) * width * Math.min(rows, cols) * (1 + 4 * random.nextDouble());
            }
            bumps[i] = new double[] {random.nextDouble(), random.nextDouble(), width, height};
        }
    }

    static PhaseField of(SplittableRandom random, UnwrapFamily family, int rows, int cols) {
        return new PhaseField(random, family, rows, cols);
    }

    double at(int row, int col) {
        double y = (double) row / rows;
        double x = (double) col / cols;
        double phase = rampRows * y + rampCols * x;
        double scale = (double) Math.min(rows, cols);
        for (double[] bump : bumps) {
            double dy = (row - bump[0] * rows) / scale;
            double dx = (col - bump[1] * cols) / scale;
            phase += bump[3] * Math.exp(-0.5 * (dx * dx + dy * dy) / (bump[2] * bump[2]));
        }
        if (family == UnwrapFamily.F) {
            double along = Math.max(0, 1 - Math.pow((x - 0.5) / 0.35, 2));
            phase += Math.signum(y - 0.5 - 0.1 * (x - 0.5))
                    * FAULT
                    * Math.sqrt(along)
                    * Math.exp(-Math.abs(y - 0.5) / 0.15);
        }
        return phase;
    }
}
