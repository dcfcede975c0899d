package dev.stampede.kernels.spatialgaussian;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Two steps per point: weights with lanes over neighbours, then sums with lanes over the values of a point.
/// Neighbours beyond the radius are squeezed out in between.
final class SpatialGaussianVector implements SpatialGaussian {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int STEP = F32.length();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void smooth(PointCells cells, FloatMatrix in, double sigma, FloatMatrix out, int fromCell, int toCell) {
        SpatialGaussian.require(cells, in, out);
        int room = cells.largestNeighbourhood(fromCell, toCell) + 2 * STEP;
        var near = new Neighbourhood(room);
        float scale = (float) (-1 / (2 * sigma * sigma));
        for (int cell = fromCell; cell < toCell; cell++) {
            int last = cells.cellStart(cell + 1);
            if (last > cells.cellStart(cell)) {
                near.gather(cells, cell);
            }
            for (int p = cells.cellStart(cell); p < last; p++) {
                int n = near.weigh(cells.x()[p], cells.y()[p], scale, cells.radius() * cells.radius());
                for (int v = 0; v < WIDTH; v += STEP) {
                    sum(in.segment(), near.active, near.weight, n, v)
                            .mul(1 / total(near.weight, n))
                            .intoMemorySegment(out.segment(), out.offset(v, p), LITTLE_ENDIAN);
                }
            }
        }
    }

    /// Four interleaved sums over the active neighbours, added at the end.
    private static FloatVector sum(MemorySegment in, int[] active, float[] weight, int n, int v) {
        var a = FloatVector.zero(F32);
        var b = FloatVector.zero(F32);
        var c = FloatVector.zero(F32);
        var d = FloatVector.zero(F32);
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            a = load(in, active[i], v).fma(FloatVector.broadcast(F32, weight[i]), a);
            b = load(in, active[i + 1], v).fma(FloatVector.broadcast(F32, weight[i + 1]), b);
            c = load(in, active[i + 2], v).fma(FloatVector.broadcast(F32, weight[i + 2]), c);
            d = load(in, active[i + 3], v).fma(FloatVector.broadcast(F32, weight[i + 3]), d);
        }
        for (; i < n; i++) {
            a = load(in, active[i], v).fma(FloatVector.broadcast(F32, weight[i]), a);
        }
        return a.add(b).add(c.add(d));
    }

    private static FloatVector load(MemorySegment in, int point, int v) {
        return FloatVector.fromMemorySegment(F32, in, ((long) point * WIDTH + v) * FloatMatrix.BYTES, LITTLE_ENDIAN);
    }

    private static float total(float[] weight, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += weight[i];
        }
        return (float) sum;
    }

    /// The points around one cell and, for one point of it, those within the radius.
    private static final class Neighbourhood {
        private final float[] x;
        private final float[] y;
        private final float[] all;
        private final int[] point;
        private final float[] weight;
        private final int[] active;
        private int count;

        Neighbourhood(int room) {
            x = new float[room];
            y = new float[room];
            all = new float[room];
            point = new int[room];
            weight = new float[room];
            active = new int[room];
        }

        void gather(PointCells cells, int cell) {
            count = 0;
            for (int k = 0; k < cells.runCount(cell); k++) {
                int from = cells.runStart(cell, k);
                int length = cells.runEnd(cell, k) - from;
                System.arraycopy(cells.x(), from, x, count, length);
                System.arraycopy(cells.y(), from, y, count, length);
                for (int i = 0; i < length; i++) {
                    point[count + i] = from + i;
                }
                count += length;
            }
            // Padding lies beyond any radius.
            Arrays.fill(x, count, Math.min(x.length, count + STEP), Float.POSITIVE_INFINITY);
        }

        /// Fills `active` and `weight`; returns how many neighbours are within the radius.
        int weigh(float px, float py, float scale, float limit) {
            for (int i = 0; i < count; i += STEP) {
                weights(i, px, py, scale, limit);
            }
            int n = 0;
            for (int i = 0; i < count; i++) {
                active[n] = point[i];
                weight[n] = all[i];
                n += all[i] > 0 ? 1 : 0;
            }
            return n;
        }

        private void weights(int i, float px, float py, float scale, float limit) {
            var dx = FloatVector.fromArray(F32, x, i).sub(px);
            var dy = FloatVector.fromArray(F32, y, i).sub(py);
            var square = dx.mul(dx).add(dy.mul(dy));
            var inside = square.compare(VectorOperators.LT, limit);
            MathVector.exp(square.mul(scale)).blend(0, inside.not()).intoArray(all, i);
        }
    }
}
