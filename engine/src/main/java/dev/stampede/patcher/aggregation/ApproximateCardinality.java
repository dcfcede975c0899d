package dev.stampede.patcher.aggregation;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;

/// About how many different values there are: HyperLogLog of Flajolet et al. (2007), Analysis of
/// Algorithms, with `2^p` registers; linear counting below 2.5 times as many. Standard error `1.04 /
/// sqrt(2^p)`.
///
/// @param p 4 to 16
@Named("SpatialApproxCardinality")
public record ApproximateCardinality(@Default("14") int p) implements GlobalAggregation<Double> {
    private static final int MIN = 4;
    private static final int MAX = 16;

    /// @throws IllegalArgumentException if `p` lies outside its range
    public ApproximateCardinality {
        if (p < MIN || p > MAX) {
            throw new IllegalArgumentException("p is " + p + ", needs " + MIN + " to " + MAX);
        }
    }

    public ApproximateCardinality() {
        this(14);
    }

    @Override
    public Summary<Double> begin() {
        return new Registers(p);
    }

    private static final class Registers extends NumberSummary<Double, Registers> {
        private final int p;
        private final byte[] longest;

        Registers(int p) {
            this.p = p;
            this.longest = new byte[1 << p];
        }

        @Override
        void take(double value) {
            long hash = mixed(Double.doubleToLongBits(value == 0 ? 0.0 : value));
            int register = (int) (hash >>> (Long.SIZE - p));
            int zeros = Math.min(Long.numberOfLeadingZeros(hash << p), Long.SIZE - p) + 1;
            longest[register] = (byte) Math.max(longest[register], zeros);
        }

        /// The finaliser of splitmix64: every bit of the value reaches every bit of the hash.
        private static long mixed(long bits) {
            long z = bits + 0x9E3779B97F4A7C15L;
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            return z ^ z >>> 31;
        }

        @Override
        void merge(Registers later) {
            for (int i = 0; i < longest.length; i++) {
                longest[i] = (byte) Math.max(longest[i], later.longest[i]);
            }
        }

        @Override
        public Double result() {
            int m = longest.length;
            double sum = 0;
            int empty = 0;
            for (byte register : longest) {
                sum += Math.pow(2, -register);
                empty += register == 0 ? 1 : 0;
            }
            double alpha = 0.7213 / (1 + 1.079 / m);
            double estimate = alpha * m * m / sum;
            return estimate <= 2.5 * m && empty > 0 ? m * Math.log((double) m / empty) : estimate;
        }
    }
}
