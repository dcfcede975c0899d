package dev.stampede.geometry;

import java.util.Arrays;

/// An exact number held as a sum of doubles that do not overlap, from the smallest to the largest, without
/// zeros.
///
/// `Math.fma` is used on purpose: it gives the rounding error of a product exactly.
///
/// Source: Shewchuk (1997), doi:10.1007/PL00009321, theorems 10 (adding a double) and 19 (scaling by a double).
record Expansion(double[] parts, int length) {
    private static final Expansion ZERO = new Expansion(new double[0], 0);

    /// `a - b` without rounding.
    static Expansion difference(double a, double b) {
        double sum = a - b;
        double bVirtual = a - sum;
        double error = (a - (sum + bVirtual)) + (bVirtual - b);
        return error == 0 ? of(sum) : new Expansion(new double[] {error, sum}, 2);
    }

    private static Expansion of(double value) {
        return value == 0 ? ZERO : new Expansion(new double[] {value}, 1);
    }

    Expansion negated() {
        var negated = new double[length];
        for (int i = 0; i < length; i++) {
            negated[i] = -parts[i];
        }
        return new Expansion(negated, length);
    }

    Expansion plus(Expansion other) {
        var sum = Arrays.copyOf(parts, length + other.length);
        int count = length;
        for (int i = 0; i < other.length; i++) {
            count = add(sum, count, other.parts[i]);
        }
        return new Expansion(sum, count);
    }

    Expansion times(Expansion other) {
        var product = ZERO;
        for (int i = 0; i < other.length; i++) {
            product = product.plus(scaled(other.parts[i]));
        }
        return product;
    }

    private Expansion scaled(double factor) {
        var scaled = new double[2 * length];
        int count = 0;
        double carry = 0;
        for (int i = 0; i < length; i++) {
            double high = parts[i] * factor;
            double low = Math.fma(parts[i], factor, -high);
            double sum = carry + low;
            double lowVirtual = sum - carry;
            double error = (carry - (sum - lowVirtual)) + (low - lowVirtual);
            if (error != 0) {
                scaled[count++] = error;
            }
            carry = high + sum;
            double rest = sum - (carry - high);
            if (rest != 0) {
                scaled[count++] = rest;
            }
        }
        if (carry != 0) {
            scaled[count++] = carry;
        }
        return new Expansion(scaled, count);
    }

    /// Adds a double to the first `count` parts in place and returns how many there are now.
    private static int add(double[] parts, int count, double value) {
        double carry = value;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            double part = parts[i];
            double sum = carry + part;
            double partVirtual = sum - carry;
            double error = (carry - (sum - partVirtual)) + (part - partVirtual);
            if (error != 0) {
                parts[kept++] = error;
            }
            carry = sum;
        }
        if (carry != 0) {
            parts[kept++] = carry;
        }
        return kept;
    }

    /// The largest part: it has the sign of the whole; 0 for zero.
    double leading() {
        return length == 0 ? 0 : parts[length - 1];
    }
}
