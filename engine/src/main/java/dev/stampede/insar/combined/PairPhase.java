package dev.stampede.insar.combined;

import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;

/// Phases of a combined set in the network of pairs.
///
/// A single-master point has `exp(i (angle z[second] - angle z[first]))`, where z of the reference image is 1
/// unless it has a column. A point of both sets has the sum of both values weighted by their signal to noise,
/// scaled to modulus 1. The others keep their small-baseline value.
///
/// @param match which points are in which set
/// @param pairs first and second image of each interferogram
/// @param order row of the combined list (first `match.single()`, then the small-baseline set) at each place
/// @param singleWeight signal to noise of the single-master value of each common point
/// @param smallWeight  of the small-baseline value
record PairPhase(PixelMatch match, int[][] pairs, int[] order, double[] singleWeight, double[] smallWeight) {
    /// @param single    `[single-master points, images or images - 1]`
    /// @param reference index of the reference image if `single` has no column for it, otherwise -1
    /// @param small     `[small-baseline points, pairs]`
    ComplexMatrix combine(Arena arena, Workers workers, ComplexMatrix single, int reference, ComplexMatrix small) {
        var out = ComplexMatrix.allocate(arena, order.length, pairs.length);
        int own = match.single().length;
        workers.forBlocks(pairs.length, 1, () -> new Column(order.length), (column, from, to) -> {
            int f = (int) from;
            int a = stored(pairs[f][0], reference);
            int b = stored(pairs[f][1], reference);
            for (int i = 0; i < own; i++) {
                column.set(i, difference(single, match.single()[i], a, b));
            }
            for (int row = 0; row < small.rows(); row++) {
                column.re[own + row] = small.re().get(row, f);
                column.im[own + row] = small.im().get(row, f);
            }
            for (int i = 0; i < match.common().length; i++) {
                double angle = difference(single, match.common()[i], a, b);
                int at = own + match.partner()[i];
                double re = column.re[at] * smallWeight[i] + Math.cos(angle) * singleWeight[i];
                double im = column.im[at] * smallWeight[i] + Math.sin(angle) * singleWeight[i];
                double modulus = Math.hypot(re, im);
                if (modulus == 0) {
                    column.set(at, angle); // they cancel exactly
                } else {
                    column.re[at] = re / modulus;
                    column.im[at] = im / modulus;
                }
            }
            for (int i = 0; i < order.length; i++) {
                out.set(i, f, column.re[order[i]], column.im[order[i]]);
            }
        });
        return out;
    }

    private static int stored(int image, int reference) {
        if (image == reference) {
            return -1;
        }
        return reference < 0 || image < reference ? image : image - 1;
    }

    private static double difference(ComplexMatrix z, int row, int first, int second) {
        return angle(z, row, second) - angle(z, row, first);
    }

    private static double angle(ComplexMatrix z, int row, int column) {
        return column < 0 ? 0 : Math.atan2(z.im().get(row, column), z.re().get(row, column));
    }

    /// Baselines of the combined set, m: differences of the images' for the points of the single-master set
    /// alone.
    /// @param single    `[single-master points, images - 1]`
    /// @param reference index of the reference image
    /// @param small     `[small-baseline points, pairs]`
    FloatMatrix combineBaselines(Arena arena, Workers workers, FloatMatrix single, int reference, FloatMatrix small) {
        var out = FloatMatrix.allocate(arena, order.length, pairs.length);
        int own = match.single().length;
        workers.forBlocks(pairs.length, 1, (from, to) -> {
            int f = (int) from;
            int a = stored(pairs[f][0], reference);
            int b = stored(pairs[f][1], reference);
            for (int i = 0; i < order.length; i++) {
                if (order[i] >= own) {
                    out.set(i, f, small.get(order[i] - own, f));
                } else {
                    int row = match.single()[order[i]];
                    out.set(i, f, (b < 0 ? 0 : single.get(row, b)) - (a < 0 ? 0 : single.get(row, a)));
                }
            }
        });
        return out;
    }

    /// Values of one column before they are put in order.
    private record Column(double[] re, double[] im) {
        Column(int rows) {
            this(new double[rows], new double[rows]);
        }

        void set(int row, double angle) {
            re[row] = Math.cos(angle);
            im[row] = Math.sin(angle);
        }
    }
}
