package dev.stampede.kernels.segmentation;

import dev.stampede.linalg.ConjugateGradients;

/// The chance that a walker from each pixel meets a given marker first, stepping over sides with weights
///
///     w = exp(-beta sum over bands (x[p] - x[q])^2) + 1e-6
///
/// which is the solution of a discrete Dirichlet problem: at every unmarked pixel it is the weighted mean of
/// its neighbours. Solved with conjugate gradients, scaled by the diagonal. Source: Grady (2006),
/// doi:10.1109/TPAMI.2006.233.
public final class RandomWalk {
    private static final double LEAST = 1e-6;

    private final int cols;
    private final double[] toRight;
    private final double[] toBelow;
    private final double[] diagonal; // sums of weights at unmarked pixels, 0 elsewhere

    /// @param bands values row by row; NaN in each band of a pixel that takes no part
    /// @param marks 0 where a chance is to be found
    public RandomWalk(int rows, int cols, float[][] bands, int[] marks, double beta) {
        this.cols = cols;
        int n = Math.multiplyExact(rows, cols);
        toRight = new double[n];
        toBelow = new double[n];
        diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            boolean valid = bands[0][i] == bands[0][i];
            toRight[i] = valid && i % cols < cols - 1 ? weight(bands, i, i + 1, beta) : 0;
            toBelow[i] = valid && i + cols < n ? weight(bands, i, i + cols, beta) : 0;
        }
        for (int i = 0; i < n; i++) {
            double degree =
                    toRight[i] + toBelow[i] + (i % cols > 0 ? toRight[i - 1] : 0) + (i >= cols ? toBelow[i - cols] : 0);
            diagonal[i] = marks[i] == 0 ? degree : 0;
        }
    }

    /// 0 where the other pixel takes no part.
    private static double weight(float[][] bands, int a, int b, double beta) {
        double sum = 0;
        for (var band : bands) {
            double off = (double) band[a] - band[b];
            sum += off * off;
        }
        return sum == sum ? Math.exp(-beta * sum) + LEAST : 0;
    }

    /// The chances for one marker; 1 and 0 at marked pixels, whatever they were before at those that no walker
    /// leaves.
    /// @param marks the markers of the constructor
    /// @param which the one that is met
    public double[] chances(int[] marks, int which, double tolerance, int maxIterations) {
        int n = diagonal.length;
        var x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = marks[i] == which && which != 0 ? 1 : 0;
        }
        var gradient = new double[n];
        apply(x, gradient);
        ConjugateGradients.solve(this::apply, diagonal, x, gradient, tolerance, maxIterations);
        return x;
    }

    /// `sum(w) x[p] - sum(w x[q])` at unmarked pixels.
    private void apply(double[] x, double[] out) {
        int n = diagonal.length;
        for (int i = 0; i < n; i++) {
            if (diagonal[i] == 0) {
                out[i] = 0;
                continue;
            }
            double sum = diagonal[i] * x[i];
            if (i % cols > 0) {
                sum -= toRight[i - 1] * x[i - 1];
            }
            if (i % cols < cols - 1) {
                sum -= toRight[i] * x[i + 1];
            }
            if (i >= cols) {
                sum -= toBelow[i - cols] * x[i - cols];
            }
            if (i + cols < n) {
                sum -= toBelow[i] * x[i + cols];
            }
            out[i] = sum;
        }
    }
}
