package dev.stampede.operators.plume;

import dev.stampede.operators.core.ConfigValue;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.ArrayView;

/// Where a plume begins: `otsu`, `percentile:p`, or a number.
///
/// @param kind  how it is found
/// @param value p or the number; 0 for Otsu's
public record PlumeThreshold(Kind kind, double value) implements ConfigValue {
    private static final String PERCENTILE = "percentile:";
    private static final int BINS = 256;

    /// Otsu's method.
    public static final PlumeThreshold OTSU = new PlumeThreshold(Kind.OTSU, 0);

    /// How a threshold is found.
    public enum Kind {
        OTSU,
        PERCENTILE,
        NUMBER
    }

    public static PlumeThreshold of(double value) {
        return new PlumeThreshold(Kind.NUMBER, value);
    }

    public static PlumeThreshold percentile(double percent) {
        return new PlumeThreshold(Kind.PERCENTILE, percent);
    }

    /// @throws IllegalArgumentException if a percentile is not within 0 to 100, or the number is NaN
    public PlumeThreshold {
        if (kind == Kind.PERCENTILE ? !(value >= 0 && value <= 100) : Double.isNaN(value)) {
            throw new IllegalArgumentException("threshold is " + value + ", expected "
                    + (kind == Kind.PERCENTILE ? "a percentile from 0 to 100" : "a number"));
        }
    }

    @Override
    public Object toConfig() {
        return switch (kind) {
            case OTSU -> "otsu";
            case PERCENTILE -> PERCENTILE + value;
            case NUMBER -> value;
        };
    }

    /// @throws IllegalArgumentException if it is none of the three
    public static PlumeThreshold fromConfig(Object value) {
        return switch (value) {
            case Number number -> of(number.doubleValue());
            case String text when text.equals("otsu") -> OTSU;
            case String text when text.startsWith(PERCENTILE) -> percentile(number(text));
            case null, default -> throw wrong(value);
        };
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.substring(PERCENTILE.length()));
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(Object value) {
        return new IllegalArgumentException(
                "threshold is " + value + ", expected otsu, percentile: and a number, or a number");
    }

    /// The threshold of a band; NaN if it holds no finite value.
    double of(ArrayView band) {
        return switch (kind) {
            case OTSU -> otsu(band);
            case PERCENTILE -> BandStatistics.percentiles(band, value)[0];
            case NUMBER -> value;
        };
    }

    /// The middle of the bin, of 256 between the least and the largest finite value, up to which values differ
    /// most from the rest: `n1 n2 (m1 - m2)^2` is largest. Source: Otsu (1979), doi:10.1109/TSMC.1979.4310076.
    private static double otsu(ArrayView band) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < band.size(0); row++) {
            for (int col = 0; col < band.size(1); col++) {
                double value = Enhancement.get(band, row, col);
                if (Double.isFinite(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
        }
        if (!(max > min)) {
            return max == min ? max : Double.NaN;
        }
        double width = (max - min) / BINS;
        var counts = new long[BINS];
        for (int row = 0; row < band.size(0); row++) {
            for (int col = 0; col < band.size(1); col++) {
                double value = Enhancement.get(band, row, col);
                if (Double.isFinite(value)) {
                    counts[Math.min((int) ((value - min) / width), BINS - 1)]++;
                }
            }
        }
        return min + (separating(counts) + 0.5) * width;
    }

    private static int separating(long[] counts) {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            total += counts[i];
            sum += counts[i] * (double) i;
        }
        int best = 0;
        double most = -1;
        double below = 0;
        double sumBelow = 0;
        for (int i = 0; i < counts.length - 1; i++) {
            below += counts[i];
            sumBelow += counts[i] * (double) i;
            double apart = sumBelow / below - (sum - sumBelow) / (total - below);
            double variance = below * (total - below) * apart * apart;
            if (variance > most) {
                most = variance;
                best = i;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return toConfig().toString();
    }
}
