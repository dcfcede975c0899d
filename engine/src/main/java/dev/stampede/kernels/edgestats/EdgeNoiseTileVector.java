package dev.stampede.kernels.edgestats;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.D2F;

import dev.stampede.kernels.ArgumentVector;
import dev.stampede.kernels.Lanes;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Planes `[n][TILE]` of the edges being worked on.
///
/// Loads and the folding into one turn, `x - TURN * round(x / TURN)`, are written out in every loop: as
/// methods of their own they may already be compiled when a loop is, are then not inlined and box every
/// vector.
final class EdgeNoiseTileVector {
    private static final VectorSpecies<Double> F64 = Lanes.F64;
    private static final VectorSpecies<Float> HALF = Lanes.F32_HALF;
    static final int STEP = F64.length();

    /// Edges held at once: with 100 acquisitions the planes of a tile fit the second-level cache.
    static final int TILE = 8 * STEP;

    private static final long PLANE = (long) TILE * DoubleMatrix.BYTES;
    private static final double TURN = 2 * Math.PI;

    private static final DoubleVector PER_TURN = DoubleVector.broadcast(F64, 1 / TURN);
    private static final DoubleVector MINUS_TURN = DoubleVector.broadcast(F64, -TURN);

    /// Adding and subtracting 1.5 * 2^52 rounds to the nearest integer.
    private static final DoubleVector ROUND = DoubleVector.broadcast(F64, 0x1.8p52);

    private static final long VECTOR = (long) STEP * DoubleMatrix.BYTES;

    /// Line-fit operators, `n` values for each acquisition.
    record Line(double[] intercept, double[] slope, double[] tau) {}

    private final int n;
    private final MemorySegment re;
    private final MemorySegment im;
    private final MemorySegment phi;
    private final MemorySegment theta;
    private final MemorySegment nu;
    private final MemorySegment line;
    private long bytes;

    EdgeNoiseTileVector(Arena arena, int n) {
        this.n = n;
        re = arena.allocate(n * PLANE, 64);
        im = arena.allocate(n * PLANE, 64);
        phi = arena.allocate(n * PLANE, 64);
        theta = arena.allocate(n * PLANE, 64);
        nu = arena.allocate(n * PLANE, 64);
        line = arena.allocate(n * VECTOR, 64);
    }

    void load(ComplexMatrix u, IntMatrix edges, int first, int count) {
        bytes = (long) count * DoubleMatrix.BYTES;
        for (int k = 0; k < n; k++) {
            loadPlane(u, edges, first, count, k);
        }
        for (int k = 0; k < n; k++) {
            ArgumentVector.fill(re, im, phi, k * PLANE, k * PLANE + bytes);
        }
    }

    private void loadPlane(ComplexMatrix u, IntMatrix edges, int first, int count, int k) {
        var uRe = u.re().segment();
        var uIm = u.im().segment();
        long column = u.re().offset(0, k);
        for (int t = 0; t < count; t++) {
            long p = column + (long) edges.get(first + t, 0) * FloatMatrix.BYTES;
            long q = column + (long) edges.get(first + t, 1) * FloatMatrix.BYTES;
            double pr = uRe.get(FloatMatrix.LAYOUT, p);
            double pi = uIm.get(FloatMatrix.LAYOUT, p);
            double qr = uRe.get(FloatMatrix.LAYOUT, q);
            double qi = uIm.get(FloatMatrix.LAYOUT, q);
            long at = k * PLANE + (long) t * DoubleMatrix.BYTES;
            re.set(DoubleMatrix.LAYOUT, at, qr * pr + qi * pi);
            im.set(DoubleMatrix.LAYOUT, at, qi * pr - qr * pi);
        }
    }

    /// `theta[k] = arg sum_l weights[l, k] D[l]`, four acquisitions sharing every load.
    /// The sums lie in `nu` (real) and `theta` (imaginary) in between.
    void takeMeans(double[] weights) {
        int k = 0;
        for (; k + 4 <= n; k += 4) {
            for (long g = 0; g < bytes; g += VECTOR) {
                fourMeans(re, nu, weights, k, g);
                fourMeans(im, theta, weights, k, g);
            }
        }
        for (; k < n; k++) {
            for (long g = 0; g < bytes; g += VECTOR) {
                oneMean(re, nu, weights, k, g);
                oneMean(im, theta, weights, k, g);
            }
        }
        for (k = 0; k < n; k++) {
            ArgumentVector.fill(nu, theta, theta, k * PLANE, k * PLANE + bytes);
        }
    }

    private void fourMeans(MemorySegment d, MemorySegment mean, double[] weights, int k, long g) {
        var m0 = DoubleVector.zero(F64);
        var m1 = DoubleVector.zero(F64);
        var m2 = DoubleVector.zero(F64);
        var m3 = DoubleVector.zero(F64);
        int w = k * n;
        for (int l = 0; l < n; l++, w++) {
            var v = DoubleVector.fromMemorySegment(F64, d, g + l * PLANE, LITTLE_ENDIAN);
            m0 = v.fma(DoubleVector.broadcast(F64, weights[w]), m0);
            m1 = v.fma(DoubleVector.broadcast(F64, weights[w + n]), m1);
            m2 = v.fma(DoubleVector.broadcast(F64, weights[w + 2 * n]), m2);
            m3 = v.fma(DoubleVector.broadcast(F64, weights[w + 3 * n]), m3);
        }
        m0.intoMemorySegment(mean, g + k * PLANE, LITTLE_ENDIAN);
        m1.intoMemorySegment(mean, g + (k + 1) * PLANE, LITTLE_ENDIAN);
        m2.intoMemorySegment(mean, g + (k + 2) * PLANE, LITTLE_ENDIAN);
        m3.intoMemorySegment(mean, g + (k + 3) * PLANE, LITTLE_ENDIAN);
    }

    private void oneMean(MemorySegment d, MemorySegment mean, double[] weights, int k, long g) {
        var sum = DoubleVector.zero(F64);
        for (int l = 0; l < n; l++) {
            sum = DoubleVector.fromMemorySegment(F64, d, g + l * PLANE, LITTLE_ENDIAN)
                    .fma(DoubleVector.broadcast(F64, weights[k * n + l]), sum);
        }
        sum.intoMemorySegment(mean, g + k * PLANE, LITTLE_ENDIAN);
    }

    /// Adds the noise against the means, and its square, of this tile to row k of `sums`.
    void addLeaveOneOut(DoubleMatrix sums) {
        for (int k = 0; k < n; k++) {
            addLeaveOneOut(sums, k);
        }
    }

    private void addLeaveOneOut(DoubleMatrix sums, int k) {
        var sum = DoubleVector.zero(F64);
        var squares = DoubleVector.zero(F64);
        for (long at = k * PLANE, end = at + bytes; at < end; at += VECTOR) {
            var x = DoubleVector.fromMemorySegment(F64, phi, at, LITTLE_ENDIAN)
                    .sub(DoubleVector.fromMemorySegment(F64, theta, at, LITTLE_ENDIAN));
            var turns = x.fma(PER_TURN, ROUND).sub(ROUND);
            var v = turns.fma(MINUS_TURN, x);
            sum = sum.add(v);
            squares = v.fma(v, squares);
        }
        sums.set(k, 0, sums.get(k, 0) + total(sum));
        sums.set(k, 1, sums.get(k, 1) + total(squares));
    }

    /// Lane by lane: the order of the reduction of the Vector API is not specified.
    private double total(DoubleVector lanes) {
        lanes.intoMemorySegment(line, 0, LITTLE_ENDIAN);
        double total = 0;
        for (int i = 0; i < STEP; i++) {
            total += line.get(DoubleMatrix.LAYOUT, (long) i * DoubleMatrix.BYTES);
        }
        return total;
    }

    /// `nu[k]`, the noise against the smooth phase.
    void takeNoise(Line fit) {
        for (long g = 0; g < bytes; g += VECTOR) {
            for (int k = 0; k < n; k++) {
                takeNoise(fit, k, g);
            }
        }
    }

    private void takeNoise(Line fit, int k, long g) {
        var mean = DoubleVector.fromMemorySegment(F64, theta, g + k * PLANE, LITTLE_ENDIAN);
        var offset = DoubleVector.zero(F64);
        var gradient = DoubleVector.zero(F64);
        int w = k * n;
        for (int l = 0; l < n; l++) {
            var x = DoubleVector.fromMemorySegment(F64, phi, g + l * PLANE, LITTLE_ENDIAN)
                    .sub(mean);
            var turns = x.fma(PER_TURN, ROUND).sub(ROUND);
            var a = turns.fma(MINUS_TURN, x);
            a.intoMemorySegment(line, l * VECTOR, LITTLE_ENDIAN);
            offset = a.fma(DoubleVector.broadcast(F64, fit.intercept[w + l]), offset);
            gradient = a.fma(DoubleVector.broadcast(F64, fit.slope[w + l]), gradient);
        }
        var again = DoubleVector.zero(F64);
        for (int l = 0; l < n; l++) {
            var model = gradient.fma(DoubleVector.broadcast(F64, fit.tau[w + l]), offset);
            var x = DoubleVector.fromMemorySegment(F64, line, l * VECTOR, LITTLE_ENDIAN)
                    .sub(model);
            var turns = x.fma(PER_TURN, ROUND).sub(ROUND);
            var rest = turns.fma(MINUS_TURN, x);
            again = rest.fma(DoubleVector.broadcast(F64, fit.intercept[w + l]), again);
        }
        var x = DoubleVector.fromMemorySegment(F64, phi, g + k * PLANE, LITTLE_ENDIAN)
                .sub(mean)
                .sub(offset)
                .sub(again);
        var turns = x.fma(PER_TURN, ROUND).sub(ROUND);
        turns.fma(MINUS_TURN, x).intoMemorySegment(nu, g + k * PLANE, LITTLE_ENDIAN);
    }

    /// Takes out the baseline part and writes standard deviation and largest magnitude.
    void summarise(EdgeNoise.BaselineFit fit, FloatMatrix outNoise, int first) {
        for (long g = 0; g < bytes; g += VECTOR) {
            summarise(fit, outNoise, first + (int) (g / DoubleMatrix.BYTES), g);
        }
    }

    private void summarise(EdgeNoise.BaselineFit fit, FloatMatrix outNoise, int edge, long g) {
        double[] baseline = fit.baseline();
        double[] projector = fit.projector();
        var kappa = DoubleVector.zero(F64);
        for (int k = 0; k < n; k++) {
            kappa = DoubleVector.fromMemorySegment(F64, nu, g + k * PLANE, LITTLE_ENDIAN)
                    .fma(DoubleVector.broadcast(F64, projector[k]), kappa);
        }
        var sum = DoubleVector.zero(F64);
        var largest = DoubleVector.zero(F64);
        for (int k = 0; k < n; k++) {
            var rest = DoubleVector.fromMemorySegment(F64, nu, g + k * PLANE, LITTLE_ENDIAN)
                    .sub(kappa.mul(DoubleVector.broadcast(F64, baseline[k])));
            rest.intoMemorySegment(nu, g + k * PLANE, LITTLE_ENDIAN);
            sum = sum.add(rest);
            largest = largest.max(rest.abs());
        }
        var mean = sum.div(n);
        var squares = DoubleVector.zero(F64);
        for (int k = 0; k < n; k++) {
            var rest = DoubleVector.fromMemorySegment(F64, nu, g + k * PLANE, LITTLE_ENDIAN)
                    .sub(mean);
            squares = rest.fma(rest, squares);
        }
        var deviation = (FloatVector) squares.div(Math.max(1, n - 1)).sqrt().convertShape(D2F, HALF, 0);
        deviation.intoMemorySegment(outNoise.segment(), outNoise.offset(edge, 0), LITTLE_ENDIAN);
        ((FloatVector) largest.convertShape(D2F, HALF, 0))
                .intoMemorySegment(outNoise.segment(), outNoise.offset(edge, 1), LITTLE_ENDIAN);
    }
}
