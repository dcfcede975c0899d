package dev.stampede.kernels.scla;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.DoubleMatrix;

/// Removes isolated outliers: a value beyond all its neighbours is moved to the nearest of them.
///
///     low[p]  = min over neighbours q of single(value[q])     high[p] likewise with max
///     out[p]  = high[p] if value[p] > high[p], low[p] if value[p] < low[p], else value[p]
///
/// All decisions rest on the original values. `NaN` neighbours are ignored; a `NaN` value and a value without
/// (valid) neighbours stay. Bounds are single precision, as StaMPS holds them, so a moved value is a
/// single-precision number.
///
/// Cost: one pass over the neighbour lists. Threads: stateless; disjoint ranges may run in parallel.
public interface SclaClip extends Kernel {
    String ID = "stage7_scla_smooth";

    KernelFamily<SclaClip> FAMILY = KernelFamily.of(ID, SclaClip.class, Reference::new);

    /// Fills rows `[from, to)` of `out`.
    /// @param neighbourStart rows of `neighbour` per point, `nPs + 1` offsets
    /// @param neighbour      zero-based points
    void clip(DoubleMatrix value, int[] neighbourStart, int[] neighbour, DoubleMatrix out, int from, int to);

    /// The definition. Gathers along short lists: nothing for lanes to gain.
    final class Reference implements SclaClip {
        @Override
        public String id() {
            return ID;
        }

        @Override
        public Backend backend() {
            return Backend.REFERENCE;
        }

        @Override
        public void clip(
                DoubleMatrix value, int[] neighbourStart, int[] neighbour, DoubleMatrix out, int from, int to) {
            if (neighbourStart.length != value.rows() + 1 || out.rows() != value.rows()) {
                throw new IllegalArgumentException(value.rows() + " values, " + out.rows() + " results, neighbours of "
                        + (neighbourStart.length - 1) + " points");
            }
            for (int p = from; p < to; p++) {
                float low = Float.POSITIVE_INFINITY;
                float high = Float.NEGATIVE_INFINITY;
                for (int k = neighbourStart[p]; k < neighbourStart[p + 1]; k++) {
                    float v = (float) value.get(neighbour[k], 0);
                    low = v < low ? v : low;
                    high = v > high ? v : high;
                }
                double own = value.get(p, 0);
                boolean bounded = low <= high;
                out.set(p, 0, bounded && own > high ? high : bounded && own < low ? low : own);
            }
        }
    }
}
