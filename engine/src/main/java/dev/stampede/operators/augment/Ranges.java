package dev.stampede.operators.augment;

import dev.stampede.operators.core.Require;
import java.util.List;
import java.util.random.RandomGenerator;

/// Numbers drawn evenly from a range.
final class Ranges {
    private Ranges() {}

    /// @throws IllegalArgumentException unless there are two numbers, the first not above the second
    static void require(String name, List<Double> range) {
        Require.that(range.size() == 2 && range.get(0) <= range.get(1), name, range, "least and largest");
    }

    static double draw(List<Double> range, RandomGenerator random) {
        return range.get(0) + (range.get(1) - range.get(0)) * random.nextDouble();
    }

    /// One for each band, or the same for all.
    static double[] perBand(List<Double> range, int bands, boolean perBand, RandomGenerator random) {
        var drawn = new double[bands];
        for (int band = 0; band < bands; band++) {
            drawn[band] = perBand || band == 0 ? draw(range, random) : drawn[0];
        }
        return drawn;
    }
}
