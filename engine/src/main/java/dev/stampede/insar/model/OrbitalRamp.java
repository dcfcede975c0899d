package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.io.mat.FormatException;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// A polynomial surface per interferogram, fitted to the unwrapped phase of all valid points: what an orbit
/// error looks like. Coordinates are in km.
///
/// | degree | columns                                  |
/// |--------|------------------------------------------|
/// | 1      | x, y, 1                                  |
/// | 1.5    | x, y, xy, 1                              |
/// | 2      | x2, y2, xy, 1                            |
/// | 3      | x3, y3, x2 y, y2 x, x2, y2, xy, 1        |
///
/// COMPAT: degrees 2 and 3 have no linear terms, as in StaMPS; pinned by OrbitalRampTest.
///
/// @param terms basis functions of x and y in km
public record OrbitalRamp(List<DoubleBinaryOperator> terms) {
    /// Fewest valid points for a fit; below, the ramp of the interferogram is NaN.
    private static final int FEWEST_POINTS = 6;

    private static final long BLOCK = 8192;

    /// The degree that `deramp_degree.mat` asks for, 1 when there is no such file.
    public static OrbitalRamp configured(Arena arena, ArtifactFolder folder) throws IOException {
        var file = folder.find(arena, "deramp_degree");
        if (file.isEmpty()) {
            return ofDegree(1);
        }
        try (var artifact = file.get()) {
            double degree = artifact.number("degree");
            try {
                return ofDegree(degree);
            } catch (IllegalArgumentException e) {
                throw new FormatException(folder.file("deramp_degree"), e.getMessage(), e);
            }
        }
    }

    /// @throws IllegalArgumentException for a degree other than 1, 1.5, 2 or 3
    public static OrbitalRamp ofDegree(double degree) {
        DoubleBinaryOperator one = (x, y) -> 1;
        DoubleBinaryOperator x1 = (x, y) -> x;
        DoubleBinaryOperator y1 = (x, y) -> y;
        DoubleBinaryOperator xy = (x, y) -> x * y;
        DoubleBinaryOperator x2 = (x, y) -> x * x;
        DoubleBinaryOperator y2 = (x, y) -> y * y;
        if (degree == 1) {
            return new OrbitalRamp(List.of(x1, y1, one));
        }
        if (degree == 1.5) {
            return new OrbitalRamp(List.of(x1, y1, xy, one));
        }
        if (degree == 2) {
            return new OrbitalRamp(List.of(x2, y2, xy, one));
        }
        if (degree == 3) {
            return new OrbitalRamp(List.of(
                    (x, y) -> x * x * x,
                    (x, y) -> y * y * y,
                    (x, y) -> x * x * y,
                    (x, y) -> y * y * x,
                    x2,
                    y2,
                    xy,
                    one));
        }
        throw new IllegalArgumentException("degree is " + degree + ", expected 1, 1.5, 2 or 3");
    }

    /// The fitted surfaces of all columns, `[ps, columns]` rad, owned by `arena`.
    /// @param phase `[ps, columns]` rad; NaN = no value
    /// @param xy    `[ps, 2]` m
    public DoubleMatrix fit(Arena arena, Workers workers, FloatMatrix phase, FloatMatrix xy) {
        var ramp = DoubleMatrix.allocate(arena, phase.rows(), phase.cols());
        workers.forEach(phase.cols(), (from, to) -> {
            int c = (int) from;
            evaluate(coefficients(phase, c, xy), xy, ramp, c);
        });
        return ramp;
    }

    /// Normal equations, summed in point order.
    private double[] coefficients(FloatMatrix phase, int col, FloatMatrix xy) {
        int k = terms.size();
        var normal = new SmallMatrix(k, k);
        var right = new SmallMatrix(k, 1);
        var row = new double[k];
        int valid = 0;
        for (int p = 0; p < phase.rows(); p++) {
            float value = phase.get(p, col);
            if (value != value) {
                continue;
            }
            valid++;
            basis(xy, p, row);
            for (int i = 0; i < k; i++) {
                for (int j = 0; j <= i; j++) {
                    normal.values()[i + j * k] += row[i] * row[j];
                }
                right.values()[i] += row[i] * value;
            }
        }
        if (valid < FEWEST_POINTS) {
            return null;
        }
        return solve(normal, right);
    }

    private static double[] solve(SmallMatrix normal, SmallMatrix right) {
        int k = normal.rows();
        var scale = new double[k];
        for (int i = 0; i < k; i++) {
            scale[i] = normal.get(i, i) > 0 ? 1 / Math.sqrt(normal.get(i, i)) : 0;
        }
        var scaled = new SmallMatrix(k, k);
        for (int i = 0; i < k; i++) {
            right.values()[i] *= scale[i];
            for (int j = 0; j < k; j++) {
                scaled.set(i, j, normal.get(Math.max(i, j), Math.min(i, j)) * scale[i] * scale[j]);
            }
        }
        var x = LeastSquares.operator(scaled).times(right).values();
        for (int i = 0; i < k; i++) {
            x[i] *= scale[i];
        }
        return x;
    }

    private void evaluate(double[] coefficients, FloatMatrix xy, DoubleMatrix ramp, int col) {
        var row = new double[terms.size()];
        for (int p = 0; p < ramp.rows(); p++) {
            double sum = coefficients == null ? Double.NaN : 0;
            if (coefficients != null) {
                basis(xy, p, row);
                for (int i = 0; i < row.length; i++) {
                    sum += coefficients[i] * row[i];
                }
            }
            ramp.set(p, col, sum);
        }
    }

    private void basis(FloatMatrix xy, int p, double[] row) {
        double x = xy.get(p, 0) / 1000.0;
        double y = xy.get(p, 1) / 1000.0;
        for (int i = 0; i < row.length; i++) {
            row[i] = terms.get(i).applyAsDouble(x, y);
        }
    }
}
