package dev.stampede.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.io.mat.MatArray;

/// Compares arrays of artifacts: class, shape and values.
public final class Differences {
    private Differences() {}

    /// Same class, shape and NaN places; values within `tolerance`.
    public static void assertWithin(double tolerance, MatArray actual, MatArray expected) {
        assertThat(actual.describe()).isEqualTo(expected.describe());
        assertThat(actual.isComplex()).isEqualTo(expected.isComplex());
        double largest = 0;
        for (long i = 0; i < expected.size(); i++) {
            assertThat(Double.isNaN(actual.get(i)))
                    .as("NaN at element %d of %s", i, expected.describe())
                    .isEqualTo(Double.isNaN(expected.get(i)));
            double d = Math.max(
                    Math.abs(actual.get(i) - expected.get(i)),
                    Math.abs(actual.getImaginary(i) - expected.getImaginary(i)));
            largest = d > largest ? d : largest;
        }
        assertThat(largest).as("largest difference of %s", expected.describe()).isLessThanOrEqualTo(tolerance);
    }

    /// Same class, shape and values.
    public static void assertSame(MatArray actual, MatArray expected) {
        assertWithin(0, actual, expected);
    }
}
