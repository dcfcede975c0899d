package dev.stampede.kernels.arcsmoothing;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run over arcs; the scalar tail rounds as the lanes do.
final class ArcScatterVector implements ArcScatter {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int LANES = F32.length();

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void judge(
            FloatMatrix phase,
            FloatMatrix noise,
            FloatMatrix k,
            float[] bperp,
            float limit,
            Result out,
            int outRow,
            int count) {
        ArcScatter.require(phase, noise, k, bperp, out, outRow, count);
        int body = count / LANES * LANES;
        for (int e = 0; e < body; e += LANES) {
            var std = deviation(noise, e);
            var wild = std.compare(VectorOperators.GT, limit);
            std.blend(Float.NaN, wild)
                    .intoMemorySegment(out.std().segment(), out.std().offset(outRow + e, 0), LITTLE_ENDIAN);
            var spoil = FloatVector.zero(F32).blend(Float.NaN, wild);
            put(phase, noise, load(k, e, 0), bperp, spoil, out, outRow, e);
        }
        for (int e = body; e < count; e++) {
            tail(phase, noise, k, bperp, limit, out, outRow, e);
        }
    }

    private static FloatVector deviation(FloatMatrix noise, int e) {
        int n = noise.cols();
        var sum = FloatVector.zero(F32);
        for (int i = 0; i < n; i++) {
            sum = sum.add(load(noise, e, i));
        }
        var mean = sum.div(n);
        var square = FloatVector.zero(F32);
        for (int i = 0; i < n; i++) {
            var d = load(noise, e, i).sub(mean);
            square = square.add(d.mul(d));
        }
        return square.div(Math.max(1, n - 1)).sqrt();
    }

    private static void put(
            FloatMatrix phase,
            FloatMatrix noise,
            FloatVector k,
            float[] bperp,
            FloatVector spoil,
            Result out,
            int outRow,
            int e) {
        for (int i = 0; i < bperp.length; i++) {
            long at = out.noise().offset(outRow + e, i);
            var left = load(noise, e, i).add(spoil);
            left.intoMemorySegment(out.noise().segment(), at, LITTLE_ENDIAN);
            load(phase, e, i)
                    .add(left)
                    .add(k.mul(bperp[i]))
                    .intoMemorySegment(out.dph().segment(), at, LITTLE_ENDIAN);
        }
    }

    private static void tail(
            FloatMatrix phase,
            FloatMatrix noise,
            FloatMatrix k,
            float[] bperp,
            float limit,
            Result out,
            int outRow,
            int e) {
        int n = bperp.length;
        float mean = 0;
        for (int i = 0; i < n; i++) {
            mean += noise.get(e, i);
        }
        mean /= n;
        float square = 0;
        for (int i = 0; i < n; i++) {
            float d = noise.get(e, i) - mean;
            square += d * d;
        }
        float std = (float) Math.sqrt(square / Math.max(1, n - 1));
        float spoil = std > limit ? Float.NaN : 0;
        out.std().set(outRow + e, 0, std + spoil);
        for (int i = 0; i < n; i++) {
            float left = noise.get(e, i) + spoil;
            out.noise().set(outRow + e, i, left);
            out.dph().set(outRow + e, i, phase.get(e, i) + left + k.get(e, 0) * bperp[i]);
        }
    }

    private static FloatVector load(FloatMatrix m, int row, int col) {
        MemorySegment segment = m.segment();
        return FloatVector.fromMemorySegment(F32, segment, m.offset(row, col), LITTLE_ENDIAN);
    }
}
