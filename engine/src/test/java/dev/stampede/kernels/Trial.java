package dev.stampede.kernels;

import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The data of one run of a kernel: seeded inputs of some size and content, and what came out. Two trials of the same
/// size and content hold the same inputs wherever they lie.
final class Trial {
    /// What stands among the values.
    enum Content {
        PLAIN,
        /// One row in six has a `NaN`.
        GAPS,
        /// One row in five is zero throughout: phasors of no modulus, unit phasors of phase zero.
        ZEROS
    }

    /// Outputs hold this before a kernel runs.
    static final double CANARY = 4711;

    /// A result.
    ///
    /// @param absolute largest difference from the reference
    /// @param relative added to that, of the largest value of the reference
    /// @param period   differences count modulo this; infinite for none
    record Result(String name, double[] values, double absolute, double relative, double period) {}

    final int n;
    final Random random;
    private final Content content;
    private final Arena inputs;
    private final Arena outputs;
    private final List<MemorySegment> given = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    /// @param n       points, arcs, edges or pixels of a row
    /// @param inputs  where inputs lie
    /// @param outputs where outputs lie
    Trial(int n, Content content, Arena inputs, Arena outputs) {
        this.n = n;
        this.content = content;
        this.inputs = inputs;
        this.outputs = outputs;
        random = new Random(20260101L + n);
    }

    /// Interferograms: 3 to 8.
    int ifgs() {
        return 3 + n % 6;
    }

    /// The first row to fill: not the first of all where there are enough.
    int from() {
        return n / 3;
    }

    /// One past the last row to fill.
    int to() {
        return n > 6 ? n - 1 : n;
    }

    /// Whether content stands in this row.
    boolean special(int row) {
        return content == Content.GAPS && row % 6 == 2 || content == Content.ZEROS && row % 5 == 1;
    }

    boolean gaps() {
        return content == Content.GAPS;
    }

    /// An input of any layout.
    MemorySegment input(long bytes) {
        var segment = inputs.allocate(bytes, 64);
        given.add(segment);
        return segment;
    }

    MemorySegment output(long bytes) {
        return outputs.allocate(bytes, 64);
    }

    FloatMatrix floats(int rows, int cols, double scale) {
        var m = new FloatMatrix(input((long) rows * cols * FloatMatrix.BYTES), rows, cols);
        for (long i = 0; i < m.size(); i++) {
            m.set(i, (float) (scale * random.nextGaussian()));
        }
        return m;
    }

    /// With the content of the trial among them.
    FloatMatrix mixedFloats(int rows, int cols, double scale) {
        var m = floats(rows, cols, scale);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols && special(r); c++) {
                m.set(r, c, gaps() ? c == r % cols ? Float.NaN : m.get(r, c) : 0);
            }
        }
        return m;
    }

    DoubleMatrix doubles(int rows, int cols, double scale) {
        var m = new DoubleMatrix(input((long) rows * cols * DoubleMatrix.BYTES), rows, cols);
        for (long i = 0; i < m.size(); i++) {
            m.set(i, scale * random.nextGaussian());
        }
        return m;
    }

    IntMatrix ints(int rows, int cols, int bound) {
        var m = new IntMatrix(input((long) rows * cols * IntMatrix.BYTES), rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                m.set(r, c, random.nextInt(bound));
            }
        }
        return m;
    }

    double[] numbers(int count, double low, double high) {
        return random.doubles(count, low, high).toArray();
    }

    /// Phasors of any modulus: a gap in one column, or no modulus in all.
    ComplexMatrix phasors(int rows, int cols) {
        return complex(rows, cols, () -> 3 * random.nextGaussian(), false);
    }

    /// Phasors of modulus 1: a gap in one column, or phase zero in all.
    ComplexMatrix unit(int rows, int cols) {
        return complex(rows, cols, () -> 1, true);
    }

    private ComplexMatrix complex(int rows, int cols, java.util.function.DoubleSupplier modulus, boolean zeroIsOne) {
        var z = room(rows, cols);
        for (int c = 0; c < cols; c++) {
            for (int r = 0; r < rows; r++) {
                double phase = 2 * Math.PI * random.nextDouble();
                double size = modulus.getAsDouble();
                z.set(r, c, size * Math.cos(phase), size * Math.sin(phase));
                mix(z, r, c, zeroIsOne ? 1 : 0);
            }
        }
        return z;
    }

    /// Unit phasors of a phase that rises with `x` (a column per column, or one row for all) at a rate of each row's
    /// own, with noise.
    ComplexMatrix fringes(int rows, FloatMatrix x, double rate, double noise) {
        var z = room(rows, x.cols());
        for (int r = 0; r < rows; r++) {
            double own = rate * random.nextGaussian();
            for (int c = 0; c < x.cols(); c++) {
                double phase = own * x.get(x.rows() == 1 ? 0 : r, c) + 1 + noise * random.nextGaussian();
                z.set(r, c, Math.cos(phase), Math.sin(phase));
                mix(z, r, c, 1);
            }
        }
        return z;
    }

    private ComplexMatrix room(int rows, int cols) {
        long bytes = (long) rows * cols * FloatMatrix.BYTES;
        return new ComplexMatrix(new FloatMatrix(input(bytes), rows, cols), new FloatMatrix(input(bytes), rows, cols));
    }

    private void mix(ComplexMatrix z, int row, int col, double zero) {
        if (special(row)) {
            if (!gaps()) {
                z.set(row, col, zero, 0);
            } else if (col == row % z.cols()) {
                z.set(row, col, Double.NaN, 0);
            }
        }
    }

    FloatMatrix outFloats(int rows, int cols) {
        var m = new FloatMatrix(output((long) rows * cols * FloatMatrix.BYTES), rows, cols);
        m.fill((float) CANARY);
        return m;
    }

    DoubleMatrix outDoubles(int rows, int cols) {
        var m = new DoubleMatrix(output((long) rows * cols * DoubleMatrix.BYTES), rows, cols);
        m.fill(CANARY);
        return m;
    }

    ComplexMatrix outComplex(int rows, int cols) {
        return new ComplexMatrix(outFloats(rows, cols), outFloats(rows, cols));
    }

    void result(String name, FloatMatrix m, double absolute, double relative) {
        result(name, m.toArray(), absolute, relative, Double.POSITIVE_INFINITY);
    }

    /// Differences of whole cycles do not count.
    void angles(String name, FloatMatrix m, double absolute, double relative) {
        result(name, m.toArray(), absolute, relative, 2 * Math.PI);
    }

    void result(String name, ComplexMatrix z, double absolute, double relative) {
        result(name + " re", z.re(), absolute, relative);
        result(name + " im", z.im(), absolute, relative);
    }

    void result(String name, DoubleMatrix m, double absolute, double relative) {
        result(name, m.toArray(), absolute, relative);
    }

    void result(String name, double[] values, double absolute, double relative) {
        results.add(new Result(name, values.clone(), absolute, relative, Double.POSITIVE_INFINITY));
    }

    private void result(String name, float[] values, double absolute, double relative, double period) {
        var wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        results.add(new Result(name, wide, absolute, relative, period));
    }

    List<Result> results() {
        return results;
    }

    /// Copies of all inputs, to be compared with [#given()] later.
    List<byte[]> inputsAsTheyAre() {
        return given.stream()
                .map(s -> s.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE))
                .toList();
    }

    List<MemorySegment> given() {
        return given;
    }
}
