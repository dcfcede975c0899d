package dev.stampede.mosaic.global;

import dev.stampede.linalg.PivotedQr;
import dev.stampede.linalg.SmallMatrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The least squares behind the adjustments. Per band, unknowns a, b of every image:
///
///     each pair that shares pixels and has a member in the model, means m and deviations s there:
///         fm (a1 m1 + b1 - a2 m2 - b2) = 0           fs (a1 s1 - a2 s2) = 0
///     each image of the model, mean M and deviation S of all its pixels, p = pairs / (2 images) or 1:
///         p (a M + b) = p M                          p a S = p S
///
/// Solved for the deviation from (1, 0, 1, 0, ...) that is smallest where the equations leave a choice, so an
/// image that nothing ties to others stays as it is. Source: Yu et al. (2017),
/// doi:10.1016/j.isprsjprs.2017.08.002, section 3.1.
final class AdjustmentSystem {
    private final List<String> names;
    private final Set<String> model;
    private final ImageStatistics statistics;
    private final double meanFactor;
    private final double stdFactor;

    private AdjustmentSystem(
            List<String> names, Set<String> model, ImageStatistics statistics, double meanFactor, double stdFactor) {
        this.names = names;
        this.model = model;
        this.statistics = statistics;
        this.meanFactor = meanFactor;
        this.stdFactor = stdFactor;
    }

    /// @param names order of the unknowns
    /// @param model images that take part; overlaps of two others do not
    /// @return per image the adjustment of each band
    static Map<String, List<Adjustment>> solve(
            List<String> names,
            Set<String> model,
            ImageStatistics statistics,
            double meanFactor,
            double stdFactor,
            int bands) {
        var system = new AdjustmentSystem(names, model, statistics, meanFactor, stdFactor);
        Map<String, List<Adjustment>> adjustments = new LinkedHashMap<>();
        names.forEach(name -> adjustments.put(name, new ArrayList<>()));
        for (int band = 0; band < bands; band++) {
            double[] deviation = system.solve(band);
            for (int i = 0; i < names.size(); i++) {
                adjustments.get(names.get(i)).add(new Adjustment(1 + deviation[2 * i], deviation[2 * i + 1]));
            }
        }
        return adjustments;
    }

    /// The sum of squares that [#solve] makes smallest, for given adjustments of one band in order of names.
    static double squares(
            List<String> names,
            Set<String> model,
            ImageStatistics statistics,
            double meanFactor,
            double stdFactor,
            int band,
            List<Adjustment> adjustments) {
        var rows = new ArrayList<double[]>();
        var right = new ArrayList<Double>();
        new AdjustmentSystem(names, model, statistics, meanFactor, stdFactor).addAll(band, rows, right);
        double squares = 0;
        for (int r = 0; r < rows.size(); r++) {
            double residual = right.get(r);
            for (int i = 0; i < names.size(); i++) {
                residual -= rows.get(r)[2 * i] * adjustments.get(i).scale()
                        + rows.get(r)[2 * i + 1] * adjustments.get(i).offset();
            }
            squares += residual * residual;
        }
        return squares;
    }

    private void addAll(int band, List<double[]> rows, List<Double> right) {
        double pairs = addPairs(band, rows, right);
        addImages(band, pairs == 0 ? 1 : pairs / (2 * names.size()), rows, right);
    }

    private double[] solve(int band) {
        var rows = new ArrayList<double[]>();
        var right = new ArrayList<Double>();
        addAll(band, rows, right);
        int unknowns = 2 * names.size();
        var matrix = new SmallMatrix(rows.size(), unknowns);
        var residual = new double[rows.size()];
        for (int r = 0; r < rows.size(); r++) {
            residual[r] = right.get(r);
            for (int c = 0; c < unknowns; c++) {
                matrix.set(r, c, rows.get(r)[c]);
                residual[r] -= c % 2 == 0 ? rows.get(r)[c] : 0; // what (1, 0, 1, 0, ...) explains
            }
        }
        return rows.isEmpty() ? new double[unknowns] : PivotedQr.minimumNorm(matrix, residual);
    }

    private int addPairs(int band, List<double[]> rows, List<Double> right) {
        int pairs = 0;
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                var overlap = statistics.overlap(names.get(i), names.get(j)).orElse(null);
                if (overlap == null || !model.contains(names.get(i)) && !model.contains(names.get(j))) {
                    continue;
                }
                var first = overlap.of(names.get(i)).get(band);
                var second = overlap.of(names.get(j)).get(band);
                double[] means = new double[2 * names.size()];
                means[2 * i] = meanFactor * first.mean();
                means[2 * i + 1] = meanFactor;
                means[2 * j] = -meanFactor * second.mean();
                means[2 * j + 1] = -meanFactor;
                double[] deviations = new double[2 * names.size()];
                deviations[2 * i] = stdFactor * first.std();
                deviations[2 * j] = -stdFactor * second.std();
                rows.add(means);
                rows.add(deviations);
                right.add(0.0);
                right.add(0.0);
                pairs++;
            }
        }
        return pairs;
    }

    private void addImages(int band, double weight, List<double[]> rows, List<Double> right) {
        for (int i = 0; i < names.size(); i++) {
            var whole = statistics.whole().get(names.get(i));
            if (!model.contains(names.get(i))
                    || whole == null
                    || whole.get(band).size() == 0) {
                continue;
            }
            double[] mean = new double[2 * names.size()];
            mean[2 * i] = weight * whole.get(band).mean();
            mean[2 * i + 1] = weight;
            double[] deviation = new double[2 * names.size()];
            deviation[2 * i] = weight * whole.get(band).std();
            rows.add(mean);
            rows.add(deviation);
            right.add(weight * whole.get(band).mean());
            right.add(weight * whole.get(band).std());
        }
    }
}
