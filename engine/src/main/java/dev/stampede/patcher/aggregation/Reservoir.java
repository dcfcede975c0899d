package dev.stampede.patcher.aggregation;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.sampler.PixelSampler;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A uniform sample of `k` finite values, or all where there are fewer: algorithm R of Vitter (1985),
/// doi:10.1145/3147.3165. Combining draws from the two samples in proportion to what they stand for.
///
/// @param k    at least 1
/// @param seed of `L64X128MixRandom`
@Named("SpatialReservoir")
public record Reservoir(@Default("100") int k, @Default("0") long seed) implements GlobalAggregation<double[]> {
    /// @throws IllegalArgumentException if `k` is below 1
    public Reservoir {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", needs at least 1");
        }
    }

    public Reservoir() {
        this(100, 0);
    }

    @Override
    public Summary<double[]> begin() {
        return new Sample(k, seed);
    }

    static final class Sample extends NumberSummary<double[], Sample> {
        private final RandomGenerator random;
        private final double[] kept;
        private long seen;

        Sample(int k, long seed) {
            this.random = RandomGeneratorFactory.of(PixelSampler.GENERATOR).create(seed);
            this.kept = new double[k];
        }

        @Override
        void take(double value) {
            if (Double.isInfinite(value)) {
                return;
            }
            if (seen < kept.length) {
                kept[(int) seen] = value;
            } else {
                long place = random.nextLong(seen + 1);
                if (place < kept.length) {
                    kept[(int) place] = value;
                }
            }
            seen++;
        }

        @Override
        void merge(Sample later) {
            if (later.seen <= later.kept.length) {
                for (double value : later.result()) {
                    take(value);
                }
                return;
            }
            var mine = shuffled();
            var theirs = later.shuffled();
            long left = seen;
            long right = later.seen;
            int i = 0;
            int j = 0;
            for (int at = 0; at < kept.length; at++) {
                boolean takeMine = i < mine.length && (j >= theirs.length || random.nextLong(left + right) < left);
                kept[at] = takeMine ? mine[i++] : theirs[j++];
                left -= takeMine ? 1 : 0;
                right -= takeMine ? 0 : 1;
            }
            seen += later.seen;
        }

        private double[] shuffled() {
            var copy = result();
            for (int i = copy.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double held = copy[i];
                copy[i] = copy[j];
                copy[j] = held;
            }
            return copy;
        }

        @Override
        public double[] result() {
            return Arrays.copyOf(kept, (int) Math.min(seen, kept.length));
        }
    }
}
