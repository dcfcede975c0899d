package dev.stampede.patcher.time;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Tukey;

/// How much each step counts, oldest first.
public sealed interface TimeWindow extends Configured {
    double[] weights(int length);

    /// Every step counts the same.
    @Named("CausalBoxcar")
    record CausalBoxcar() implements TimeWindow {
        @Override
        public double[] weights(int length) {
            return new Boxcar().along(length);
        }
    }

    /// `exp(-age / tau)`, the newest step of age 0.
    ///
    /// @param tau steps, above 0
    @Named("ExponentialDecay")
    record ExponentialDecay(double tau) implements TimeWindow {
        /// @throws IllegalArgumentException unless `tau` is above 0
        public ExponentialDecay {
            if (!(tau > 0)) {
                throw new IllegalArgumentException("tau is " + tau + ", needs more than 0");
            }
        }

        @Override
        public double[] weights(int length) {
            var weights = new double[length];
            for (int i = 0; i < length; i++) {
                weights[i] = Math.exp(-(length - 1 - i) / tau);
            }
            return weights;
        }
    }

    /// The window [Tukey] along time.
    ///
    /// @param alpha share of the length that is tapered, 0 to 1
    @Named("TaperedTukey")
    record TaperedTukey(@Default("0.5") double alpha) implements TimeWindow {
        /// @throws IllegalArgumentException if `alpha` lies outside 0 to 1
        public TaperedTukey {
            new Tukey(alpha);
        }

        @Override
        public double[] weights(int length) {
            return new Tukey(alpha).along(length);
        }
    }

    /// Every step counts the same; the period is kept for the reader.
    ///
    /// @param period in steps
    @Named("Periodic")
    record Periodic(int period) implements TimeWindow {
        @Override
        public double[] weights(int length) {
            return new Boxcar().along(length);
        }
    }
}
