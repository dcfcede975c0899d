package dev.stampede.insar.unwrap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/// Unwrapping problems of any size given by full cost records, for tests against snaphu.
final class RecordScene {
    private RecordScene() {}

    /// What is drawn at random.
    ///
    /// @param noise  standard deviation of the phase of a cell around a smooth surface, rad
    /// @param free   fraction of pairs without statistics
    /// @param masked fraction of cells with a sample of exactly zero
    record Mix(double noise, double free, double masked) {}

    static GridProblem of(Arena arena, int rows, int cols, Mix mix, long seed) {
        var random = new SplittableRandom(seed);
        var image = arena.allocate(8L * rows * cols, 64);
        var smooth = new double[rows * cols];
        for (int cell = 0; cell < smooth.length; cell++) {
            double y = cell / cols / (double) rows;
            double x = cell % cols / (double) cols;
            smooth[cell] = 40 * x * y + 9 * Math.sin(7 * x) * Math.cos(5 * y);
            boolean masked = random.nextDouble() < mix.masked;
            double phase = smooth[cell] + mix.noise * random.nextGaussian();
            image.set(GridProblem.FLOAT, 8L * cell, masked ? 0 : (float) (2 * Math.cos(phase)));
            image.set(GridProblem.FLOAT, 8L * cell + 4, masked ? 0 : (float) (2 * Math.sin(phase)));
        }
        var records = arena.allocate(CostRecord.BYTES * GridProblem.pairCount(rows, cols), 64);
        long at = 0;
        for (int row = 0; row + 1 < rows; row++) {
            for (int col = 0; col < cols; col++, at += CostRecord.BYTES) {
                // downward flow counts against the phase
                double step = smooth[(row + 1) * cols + col] - smooth[row * cols + col];
                record(records, at, step, mix, random);
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col + 1 < cols; col++, at += CostRecord.BYTES) {
                double step = smooth[row * cols + col] - smooth[row * cols + col + 1];
                record(records, at, step, mix, random);
            }
        }
        return new GridProblem(rows, cols, image, records);
    }

    private static void record(MemorySegment records, long at, double step, Mix mix, SplittableRandom random) {
        boolean free = random.nextDouble() < mix.free;
        double offset = free ? 0 : 100 * Math.IEEEremainder(step, 2 * Math.PI) / Math.PI + 10 * random.nextGaussian();
        write(records, at, CostRecord.toInt16(offset), free ? 1 : 5 + random.nextInt(60), free);
    }

    private static void write(MemorySegment records, long at, int offset, int sigsq, boolean free) {
        records.set(GridProblem.INT16, at, (short) offset);
        records.set(GridProblem.INT16, at + 2, (short) sigsq);
        records.set(GridProblem.INT16, at + 4, (short) CostRecord.MAX_SHORT);
        records.set(GridProblem.INT16, at + 6, free ? CostRecord.SHELF_OF_ONE : CostRecord.NO_SHELF);
    }

    /// Three rows; the loops between the upper two hold a residue of +1 nine times in ten in the left half
    /// and of -1 in the right half. Pairs down the columns are cheap to cut, so all cycles run along the
    /// strip: far more than the format can express.
    static GridProblem withTooMuchFlow(Arena arena) {
        int cols = 800;
        var image = arena.allocate(8L * 3 * cols, 64);
        double top = 0;
        double bottom = 0;
        for (int col = 0; col < cols; col++) {
            set(image, col, top);
            set(image, cols + col, bottom);
            set(image, 2 * cols + col, bottom);
            double turn = (col < cols / 2 ? 0.9 : -0.9) * Math.PI;
            top += turn;
            bottom -= turn;
        }
        var records = arena.allocate(CostRecord.BYTES * GridProblem.pairCount(3, cols), 64);
        for (int pair = 0; pair < GridProblem.pairCount(3, cols); pair++) {
            write(records, (long) pair * CostRecord.BYTES, 0, pair < cols ? 31000 : 1, false);
        }
        return new GridProblem(3, cols, image, records);
    }

    private static void set(MemorySegment image, int cell, double phase) {
        image.set(GridProblem.FLOAT, 8L * cell, (float) Math.cos(phase));
        image.set(GridProblem.FLOAT, 8L * cell + 4, (float) Math.sin(phase));
    }
}
