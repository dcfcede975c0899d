package dev.stampede.operators.checks;

import dev.stampede.operators.core.Config;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;

/// Refuses a raster whose values differ from those of a reference, and returns it otherwise. Holds a raster, so it
/// cannot be stored. Two NaN agree; a NaN against a number, and another shape, do not. Infinities agree with
/// themselves.
public final class Diff implements Operator<GeoRaster, GeoRaster> {
    /// What is allowed when nothing is said.
    public static final double TOLERANCE = 1e-6;

    private final GeoRaster reference;
    private final double tolerance;

    /// @param reference what the values should be
    /// @param tolerance largest absolute difference allowed, in the unit of the values
    public Diff(GeoRaster reference, double tolerance) {
        Require.that(tolerance >= 0, "atol", tolerance, "0 or more");
        this.reference = reference;
        this.tolerance = tolerance;
    }

    public Diff(GeoRaster reference) {
        this(reference, TOLERANCE);
    }

    /// @throws DiffException if they differ; says by how much and where
    @Override
    public GeoRaster compute(GeoRaster in) {
        var a = in.values();
        var b = reference.values();
        if (!a.sameShape(b)) {
            throw new DiffException(
                    "Diff: shape " + Arrays.toString(a.shape()) + ", expected " + Arrays.toString(b.shape()),
                    Double.NaN);
        }
        double worst = 0;
        long place = 0;
        int columns = a.size(-1);
        for (long row = 0; row < a.rows(); row++) {
            long x = a.rowStart(row);
            long y = b.rowStart(row);
            for (int column = 0; column < columns; column++) {
                double difference = difference(
                        Elements.getDouble(a.segment(), a.dtype(), x + column * a.stride(-1)),
                        Elements.getDouble(b.segment(), b.dtype(), y + column * b.stride(-1)));
                if (Double.isNaN(difference)) {
                    throw new DiffException(
                            "Diff: a number against NaN at cell " + (row * columns + column), Double.NaN);
                }
                if (difference > worst) {
                    worst = difference;
                    place = row * columns + column;
                }
            }
        }
        if (worst > tolerance) {
            throw new DiffException(
                    "Diff: values differ by up to " + worst + " (cell " + place + "), allowed are " + tolerance, worst);
        }
        return in;
    }

    private static double difference(double a, double b) {
        return a == b || Double.isNaN(a) && Double.isNaN(b) ? 0 : Math.abs(a - b);
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Config config() {
        return Config.of("reference", reference.values().toString()).with("atol", tolerance);
    }

    @Override
    public String toString() {
        return repr();
    }
}
