package dev.stampede.insar.stage7;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.kernels.leastabsolute.LeastAbsolute;
import dev.stampede.kernels.scla.Scla;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Turns dates and baselines into the weights of [Scla].
///
/// K: the differences of consecutive interferograms, `phi(i+1) - phi(i) = a + K (b(i+1) - b(i)) + v (t(i+1) -
/// t(i))`, ordinary least squares, with one design for all points (baselines averaged over them); the reference
/// image takes part with phase and baseline zero. Differences keep slow motion out of K.
///
/// C: intercept at the reference date of a line in time through what K leaves, weighted with the noise of each
/// interferogram.
final class SclaModel {
    /// Below this many interferograms the motion term is left out of the fit of K.
    private static final int FEWEST_FOR_MOTION = 4;

    private static final int FEWEST = 3;

    private SclaModel() {}

    /// @param used       interferograms of the fit, zero-based, ascending, the reference among them
    /// @param baseline   mean baseline per interferogram, m
    /// @param covariance of all interferograms, rad^2
    static Scla.Fit of(
            StackGeometry stack,
            int[] used,
            int[] columnOf,
            IntToDoubleFunction baseline,
            double[] reference,
            SmallMatrix covariance) {
        if (used.length < FEWEST) {
            throw new IllegalArgumentException("the look-angle error needs at least " + FEWEST + " interferograms, "
                    + used.length + " of " + stack.ifgCount()
                    + " are left; change drop_ifg_index or scla_drop_index");
        }
        return new Scla.Fit(
                columnOf, reference, baselineWeights(stack, used, baseline), interceptWeights(stack, used, covariance));
    }

    /// Observations and design of the fit of K by least absolute values: the same differences.
    static LeastAbsolute.Model differences(StackGeometry stack, int[] used, IntToDoubleFunction baseline) {
        int m = used.length - 1;
        return new LeastAbsolute.Model(
                design(stack, used, baseline), 1, Arrays.copyOfRange(used, 1, m + 1), Arrays.copyOf(used, m));
    }

    /// Observations and design of the fit of K to interferograms of any two images: phase over baseline and
    /// time between the two.
    /// @param network  of the interferograms of the fit
    /// @param baseline mean baseline per interferogram, m
    static LeastAbsolute.Model ofPairs(ImageNetwork network, IntToDoubleFunction baseline) {
        int n = network.count();
        if (n < FEWEST) {
            throw new IllegalArgumentException("the look-angle error needs at least " + FEWEST + " interferograms, " + n
                    + " are left; change drop_ifg_index or sb_scla_drop_index");
        }
        var one = new double[n];
        Arrays.fill(one, 1);
        var b = new double[n];
        var t = new double[n];
        var none = new int[n];
        Arrays.fill(none, -1);
        for (int i = 0; i < n; i++) {
            b[i] = baseline.applyAsDouble(network.interferograms()[i]);
            t[i] = network.day()[network.second()[i]] - network.day()[network.first()[i]];
        }
        var design = n < FEWEST_FOR_MOTION ? SmallMatrix.ofColumns(one, b) : SmallMatrix.ofColumns(one, b, t);
        return new LeastAbsolute.Model(design, 1, network.interferograms(), none);
    }

    /// The weights of [#ofPairs] by least squares with the covariance of the interferograms; C is zero.
    /// @param covariance of all interferograms, rad^2
    static Scla.Fit fitOfPairs(
            StackGeometry stack,
            LeastAbsolute.Model model,
            int[] columnOf,
            double[] reference,
            SmallMatrix covariance) {
        int[] used = model.plus();
        var row = LeastSquares.covarianceOperator(model.design(), covariance.select(used, used))
                .row(1);
        var weights = new double[stack.ifgCount()];
        for (int i = 0; i < used.length; i++) {
            weights[used[i]] = row[i];
        }
        return new Scla.Fit(columnOf, reference, weights, new double[stack.ifgCount()]);
    }

    private static double[] baselineWeights(StackGeometry stack, int[] used, IntToDoubleFunction baseline) {
        int m = used.length - 1;
        var ofDifferences = LeastSquares.operator(design(stack, used, baseline)).row(1);
        var weights = new double[stack.ifgCount()];
        for (int i = 0; i < m; i++) {
            weights[used[i + 1]] += ofDifferences[i];
            weights[used[i]] -= ofDifferences[i];
        }
        return weights;
    }

    private static SmallMatrix design(StackGeometry stack, int[] used, IntToDoubleFunction baseline) {
        int m = used.length - 1;
        var one = new double[m];
        Arrays.fill(one, 1);
        var db = new double[m];
        var dt = new double[m];
        for (int i = 0; i < m; i++) {
            db[i] = baseline.applyAsDouble(used[i + 1]) - baseline.applyAsDouble(used[i]);
            dt[i] = stack.day()[used[i + 1]] - stack.day()[used[i]];
        }
        return used.length < FEWEST_FOR_MOTION ? SmallMatrix.ofColumns(one, db) : SmallMatrix.ofColumns(one, db, dt);
    }

    private static double[] interceptWeights(StackGeometry stack, int[] used, SmallMatrix covariance) {
        int[] secondary =
                IntStream.of(used).filter(i -> i != stack.referenceIndex()).toArray();
        var one = new double[secondary.length];
        Arrays.fill(one, 1);
        var days = IntStream.of(secondary)
                .mapToDouble(i -> stack.day()[i] - stack.referenceDay())
                .toArray();
        var operator = LeastSquares.covarianceOperator(
                SmallMatrix.ofColumns(one, days), covariance.select(secondary, secondary));
        var weights = new double[stack.ifgCount()];
        for (int i = 0; i < secondary.length; i++) {
            weights[secondary[i]] = operator.get(0, i);
        }
        return weights;
    }
}
