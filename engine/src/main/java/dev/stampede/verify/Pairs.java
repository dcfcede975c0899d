package dev.stampede.verify;

import dev.stampede.io.mat.MatArray;
import java.util.List;

/// Two arrays of the same points seen as one list of pairs of values, column by column.
final class Pairs {
    final MatArray run;
    final MatArray golden;
    private final RowMatch match;
    private final int rows;
    private final int cols;

    /// @param match common rows, or `null` when the arrays correspond element by element
    Pairs(MatArray run, MatArray golden, RowMatch match) {
        this.run = run;
        this.golden = golden;
        this.match = match;
        this.rows = match == null ? golden.rows() : match.runRows().length;
        this.cols = match == null ? (golden.rows() == 0 ? 0 : golden.cols()) : golden.cols();
    }

    long count() {
        return (long) rows * cols;
    }

    int rows() {
        return rows;
    }

    int cols() {
        return cols;
    }

    long runIndex(long k) {
        return match == null ? k : match.runRows()[(int) (k % rows)] + (k / rows) * run.rows();
    }

    long goldenIndex(long k) {
        return match == null ? k : match.goldenRows()[(int) (k % rows)] + (k / rows) * golden.rows();
    }

    boolean isComplex() {
        return run.isComplex() || golden.isComplex();
    }

    /// One-based subscripts and both values of pair `k`.
    Outcome.Place place(long k) {
        long index = goldenIndex(k);
        return new Outcome.Place(
                List.of(index % golden.rows() + 1, index / golden.rows() + 1),
                Numbers.text(run, runIndex(k)),
                Numbers.text(golden, index));
    }

    /// |a - b|, of complex values the modulus of the difference; 0 for equal values and for NaN against NaN, infinite
    /// for NaN or infinity against a number.
    double difference(long k) {
        double re = difference(run.get(runIndex(k)), golden.get(goldenIndex(k)));
        if (!isComplex()) {
            return re;
        }
        double im = difference(run.getImaginary(runIndex(k)), golden.getImaginary(goldenIndex(k)));
        return Math.hypot(re, im);
    }

    /// Angle between the two values in rad, in [0, pi]; infinite when only one of them has a phase.
    double angle(long k) {
        long a = runIndex(k);
        long b = goldenIndex(k);
        if (!isComplex()) {
            double d = difference(run.get(a), golden.get(b));
            return Double.isInfinite(d) || d == 0 ? d : Math.abs(Numbers.wrap(run.get(a) - golden.get(b) + 0.0));
        }
        double ar = run.get(a);
        double ai = run.getImaginary(a);
        double br = golden.get(b);
        double bi = golden.getImaginary(b);
        boolean runEmpty = Double.isNaN(ar) || Double.isNaN(ai);
        boolean goldenEmpty = Double.isNaN(br) || Double.isNaN(bi);
        boolean runZero = ar == 0 && ai == 0;
        boolean goldenZero = br == 0 && bi == 0;
        if (runEmpty || goldenEmpty || runZero || goldenZero) {
            return runEmpty == goldenEmpty && runZero == goldenZero ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(Math.atan2(ai * br - ar * bi, ar * br + ai * bi));
    }

    double goldenModulus(long k) {
        long b = goldenIndex(k);
        return golden.isComplex() ? Math.hypot(golden.get(b), golden.getImaginary(b)) : Math.abs(golden.get(b));
    }

    double runModulus(long k) {
        long a = runIndex(k);
        return run.isComplex() ? Math.hypot(run.get(a), run.getImaginary(a)) : Math.abs(run.get(a));
    }

    static double difference(double a, double b) {
        if (a == b || Double.isNaN(a) && Double.isNaN(b)) {
            return 0;
        }
        double d = Math.abs(a - b);
        return Double.isNaN(d) ? Double.POSITIVE_INFINITY : d;
    }
}
