package dev.stampede.operators.restore;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.Components;
import dev.stampede.linalg.ConjugateGradients;
import java.util.Arrays;

/// The linear system of [GapFillInpaintBiharmonic]: minus the gradient of half the sum of squares with respect
/// to the gaps is `-L' L x`, where `(L x)[p]` is the sum of the differences from `p` to the pixels beside it.
/// Gaps more than two pixels apart do not know each other: each is solved by itself, in as many steps as it
/// needs.
final class Biharmonic {
    private final double[] values;
    private final int cols;
    private final double[] field; // a plane, 0 outside the gap at hand
    private final double[] laplacian; // a plane, 0 where the gap at hand is neither there nor beside
    private final boolean[] mark;

    private Biharmonic(double[] values, int cols) {
        this.values = values;
        this.cols = cols;
        this.field = new double[values.length];
        this.laplacian = new double[values.length];
        this.mark = new boolean[values.length];
    }

    /// Solves every gap in place.
    /// @param values with a first guess in gaps
    static void fill(Gaps gaps, int[] places, double tolerance, int maxIterations) {
        var system = new Biharmonic(gaps.values(), gaps.known().cols());
        var apart = system.apart(gaps.known(), places);
        for (int from = 0, to; from < apart.length; from = to) {
            to = from + 1;
            while (to < apart.length && apart[to] >>> 32 == apart[from] >>> 32) {
                to++;
            }
            var own = new int[to - from];
            for (int k = 0; k < own.length; k++) {
                own[k] = (int) apart[from + k];
            }
            system.new Gap(own).solve(tolerance, maxIterations);
        }
    }

    /// Places of gaps behind the number of the group they belong to: gaps and the pixels beside them that
    /// touch.
    private long[] apart(Bits known, int[] places) {
        var reach = Bits.empty(known.rows(), cols);
        for (int i : touched(places)) {
            reach.flags()[i] = 1;
        }
        var groups = Components.of(reach, false).labels();
        var sorted = new long[places.length];
        for (int k = 0; k < places.length; k++) {
            sorted[k] = (long) groups[places[k]] << 32 | places[k];
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /// Places and the pixels beside them, each once.
    private int[] touched(int[] places) {
        var all = new int[5 * Math.min(places.length, values.length / 5 + 1) + 5];
        int n = 0;
        for (int i : places) {
            all = n + 5 > all.length ? Arrays.copyOf(all, Math.min(values.length + 5, 2 * all.length)) : all;
            n = touch(all, n, i, true);
            n = touch(all, n, i - cols, i >= cols);
            n = touch(all, n, i + cols, i + cols < values.length);
            n = touch(all, n, i - 1, i % cols > 0);
            n = touch(all, n, i + 1, i % cols < cols - 1);
        }
        for (int k = 0; k < n; k++) {
            mark[all[k]] = false;
        }
        return Arrays.copyOf(all, n);
    }

    private int touch(int[] all, int n, int i, boolean inside) {
        if (!inside || mark[i]) {
            return n;
        }
        mark[i] = true;
        all[n] = i;
        return n + 1;
    }

    /// Sum of the differences to the neighbours in the raster.
    private double laplacian(double[] x, int i) {
        double own = x[i];
        double sum = 0;
        if (i >= cols) {
            sum += x[i - cols] - own;
        }
        if (i + cols < x.length) {
            sum += x[i + cols] - own;
        }
        int col = i % cols;
        if (col > 0) {
            sum += x[i - 1] - own;
        }
        if (col < cols - 1) {
            sum += x[i + 1] - own;
        }
        return sum;
    }

    /// Gaps that know each other.
    private final class Gap {
        private final int[] places;
        private final int[] touched; // where L x depends on them
        private final double[] diagonal; // squares of the columns of L, to scale by

        Gap(int[] places) {
            this.places = places;
            this.touched = touched(places);
            this.diagonal = new double[places.length];
            for (int k = 0; k < places.length; k++) {
                int i = places[k];
                int col = i % cols;
                int beside = (i >= cols ? 1 : 0)
                        + (i + cols < values.length ? 1 : 0)
                        + (col > 0 ? 1 : 0)
                        + (col < cols - 1 ? 1 : 0);
                diagonal[k] = beside * beside + beside;
            }
        }

        /// `out = L' L x` at the gaps; L is symmetric.
        /// @param x a plane
        private void apply(double[] x, double[] out) {
            for (int i : touched) {
                laplacian[i] = laplacian(x, i);
            }
            for (int k = 0; k < places.length; k++) {
                out[k] = laplacian(laplacian, places[k]);
            }
        }

        private void applyToGap(double[] x, double[] out) {
            put(x, field);
            apply(field, out);
        }

        private void put(double[] x, double[] plane) {
            for (int k = 0; k < places.length; k++) {
                plane[places[k]] = x[k];
            }
        }

        void solve(double tolerance, int maxIterations) {
            var x = new double[places.length];
            for (int k = 0; k < x.length; k++) {
                x[k] = values[places[k]];
            }
            var gradient = new double[x.length];
            apply(values, gradient);
            ConjugateGradients.solve(this::applyToGap, diagonal, x, gradient, tolerance, maxIterations);
            put(x, values);
            for (int i : places) {
                field[i] = 0;
            }
            for (int i : touched) {
                laplacian[i] = 0;
            }
        }
    }
}
