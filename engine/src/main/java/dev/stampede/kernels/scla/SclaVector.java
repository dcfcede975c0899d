package dev.stampede.kernels.scla;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run over points. A tile of points passes over the interferograms one plane at a time while K and C of
/// the tile stay in the first-level cache.
final class SclaVector implements Scla {
    private static final VectorSpecies<Double> F64 = Lanes.F64;
    private static final VectorSpecies<Float> HALF = Lanes.F32_HALF;
    private static final int STEP = F64.length();
    private static final int TILE = 1024;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void estimate(
            FloatMatrix phase,
            FloatMatrix baseline,
            Fit fit,
            DoubleMatrix outK,
            DoubleMatrix outC,
            FloatMatrix outScla,
            int from,
            int to) {
        Scla.require(phase, baseline, fit, outK, outC, outScla);
        int body = from + (to - from) / STEP * STEP;
        for (int tile = from; tile < body; tile += TILE) {
            int count = Math.min(body - tile, TILE);
            var k = outK.segment().asSlice(outK.offset(tile, 0), (long) count * DoubleMatrix.BYTES);
            var c = outC.segment().asSlice(outC.offset(tile, 0), (long) count * DoubleMatrix.BYTES);
            k.fill((byte) 0);
            c.fill((byte) 0);
            for (int i = 0; i < phase.cols(); i++) {
                if (fit.kWeight()[i] != 0) {
                    accumulate(plane(phase, tile, i), fit.reference()[i], fit.kWeight()[i], k, count);
                }
            }
            for (int i = 0; i < phase.cols(); i++) {
                multiply(k, baseline, fit.columnOf()[i], outScla, i, tile, count);
                if (fit.cWeight()[i] != 0) {
                    accumulateRest(
                            plane(phase, tile, i),
                            plane(outScla, tile, i),
                            fit.reference()[i],
                            fit.cWeight()[i],
                            c,
                            count);
                }
            }
        }
        for (int p = body; p < to; p++) {
            tail(phase, baseline, fit, outK, outC, outScla, p);
        }
    }

    @Override
    public void phase(DoubleMatrix k, FloatMatrix baseline, int[] columnOf, FloatMatrix outScla, int from, int to) {
        Scla.require(k, baseline, columnOf, outScla);
        int body = from + (to - from) / STEP * STEP;
        for (int tile = from; tile < body; tile += TILE) {
            int count = Math.min(body - tile, TILE);
            var part = k.segment().asSlice(k.offset(tile, 0), (long) count * DoubleMatrix.BYTES);
            for (int i = 0; i < columnOf.length; i++) {
                multiply(part, baseline, columnOf[i], outScla, i, tile, count);
            }
        }
        for (int p = body; p < to; p++) {
            SclaReference.phaseOf(k, baseline, columnOf, outScla, p);
        }
    }

    /// Rounds as the lanes do, so that results do not depend on where a range ends.
    private static void tail(
            FloatMatrix phase,
            FloatMatrix baseline,
            Fit fit,
            DoubleMatrix outK,
            DoubleMatrix outC,
            FloatMatrix outScla,
            int p) {
        double k = 0;
        for (int i = 0; i < phase.cols(); i++) {
            if (fit.kWeight()[i] != 0) {
                k = Math.fma(phase.get(p, i) - fit.reference()[i], fit.kWeight()[i], k);
            }
        }
        outK.set(p, 0, k);
        SclaReference.phaseOf(outK, baseline, fit.columnOf(), outScla, p);
        double c = 0;
        for (int i = 0; i < phase.cols(); i++) {
            if (fit.cWeight()[i] != 0) {
                c = Math.fma(phase.get(p, i) - fit.reference()[i] - outScla.get(p, i), fit.cWeight()[i], c);
            }
        }
        outC.set(p, 0, c);
    }

    private static MemorySegment plane(FloatMatrix m, int row, int col) {
        return m.segment().asSlice(m.offset(row, col));
    }

    private static void multiply(
            MemorySegment k, FloatMatrix baseline, int column, FloatMatrix outScla, int ifg, int from, int count) {
        var out = outScla.segment().asSlice(outScla.offset(from, ifg), (long) count * FloatMatrix.BYTES);
        if (column < 0) {
            out.fill((byte) 0);
            return;
        }
        var b = plane(baseline, from, column);
        for (int p = 0; p < count; p += STEP) {
            var product = DoubleVector.fromMemorySegment(F64, k, (long) p * DoubleMatrix.BYTES, LITTLE_ENDIAN)
                    .mul(widen(b, p));
            ((FloatVector) product.convertShape(VectorOperators.D2F, HALF, 0))
                    .intoMemorySegment(out, (long) p * FloatMatrix.BYTES, LITTLE_ENDIAN);
        }
    }

    private static void accumulate(MemorySegment phase, double reference, double weight, MemorySegment sum, int count) {
        var w = DoubleVector.broadcast(F64, weight);
        for (int p = 0; p < count; p += STEP) {
            var s = DoubleVector.fromMemorySegment(F64, sum, (long) p * DoubleMatrix.BYTES, LITTLE_ENDIAN);
            widen(phase, p)
                    .sub(reference)
                    .fma(w, s)
                    .intoMemorySegment(sum, (long) p * DoubleMatrix.BYTES, LITTLE_ENDIAN);
        }
    }

    private static void accumulateRest(
            MemorySegment phase, MemorySegment scla, double reference, double weight, MemorySegment sum, int count) {
        var w = DoubleVector.broadcast(F64, weight);
        for (int p = 0; p < count; p += STEP) {
            var s = DoubleVector.fromMemorySegment(F64, sum, (long) p * DoubleMatrix.BYTES, LITTLE_ENDIAN);
            widen(phase, p)
                    .sub(reference)
                    .sub(widen(scla, p))
                    .fma(w, s)
                    .intoMemorySegment(sum, (long) p * DoubleMatrix.BYTES, LITTLE_ENDIAN);
        }
    }

    private static DoubleVector widen(MemorySegment plane, int p) {
        var single = FloatVector.fromMemorySegment(HALF, plane, (long) p * FloatMatrix.BYTES, LITTLE_ENDIAN);
        return (DoubleVector) single.convertShape(VectorOperators.F2D, F64, 0);
    }
}
