package dev.stampede.verify;

import dev.stampede.insar.artifacts.Artifact;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.Constants;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Velocities of a finished run against the known truth of a simulated scene.
///
/// Velocity of a point = least-squares slope over time of its unwrapped phase without the column of the
/// reference image, times `-lambda / (4 pi)`, mm/yr toward the satellite. Both velocities are relative to
/// the mean of all points.
///
/// @param points how many
/// @param errors per value type (`v`, `v-d` = without look-angle error) the figures of the errors
public record TruthComparison(int points, Map<String, Errors> errors) {
    /// Figures of the velocity errors, mm/yr.
    ///
    /// @param rmse      root mean square
    /// @param medianAbs median of the absolute errors
    /// @param p95Abs    95 % of the absolute errors are below
    public record Errors(double rmse, double medianAbs, double p95Abs) {}

    /// Compares the dataset in `run` with the truth in `place`: a MAT file with `velocity_mm_yr`, or a
    /// folder that holds `truth.mat` or `truth/truth.mat`, or whose neighbour `truth` does.
    public static TruthComparison of(Path run, Path place) throws IOException {
        var folder = new ArtifactFolder(run.toAbsolutePath().normalize());
        try (var arena = Arena.ofConfined();
                var truth = MatFiles.open(truthFile(place));
                var ps = folder.open(arena, "ps2");
                var unwrapped = folder.open(arena, "phuw2")) {
            if (!(truth.read(arena, "velocity_mm_yr") instanceof MatArray velocity)) {
                throw new FormatException(truth.path(), "variable velocity_mm_yr is not a numeric array");
            }
            double wavelength = ((MatArray) truth.read(arena, "lambda_m")).scalar();
            double[] expected = atPixels(velocity, ps, truth.path());
            double[] days = days(ps);
            var phase = unwrapped.array("ph_uw");
            double scale = -wavelength / (4 * Math.PI) * Constants.DAYS_PER_YEAR * 1000;

            Map<String, Errors> errors = new LinkedHashMap<>();
            errors.put("v", errors(slopes(phase, null, days, scale), expected));
            if (folder.has("scla2")) {
                try (var scla = folder.open(arena, "scla2")) {
                    var lookAngleError = scla.array("ph_scla");
                    if (Arrays.equals(lookAngleError.dims(), phase.dims())) {
                        errors.put("v-d", errors(slopes(phase, lookAngleError, days, scale), expected));
                    }
                }
            }
            return new TruthComparison(expected.length, errors);
        }
    }

    /// As plain values.
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("points", points);
        errors.forEach((type, e) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("rmse_mm_yr", e.rmse());
            figures.put("median_abs_mm_yr", e.medianAbs());
            figures.put("p95_abs_mm_yr", e.p95Abs());
            document.put(type, figures);
        });
        return document;
    }

    private static Path truthFile(Path place) {
        var folder = place.toAbsolutePath().normalize();
        return Stream.of(
                        folder,
                        folder.resolve("truth.mat"),
                        folder.resolve("truth").resolve("truth.mat"),
                        folder.resolveSibling("truth").resolve("truth.mat"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new UsageException("no truth.mat in or beside " + place));
    }

    /// Days since the reference image; NaN for the image itself, which takes no part.
    private static double[] days(Artifact ps) throws IOException {
        double[] day = ps.numbers("day");
        double reference = ps.number("master_day");
        for (int i = 0; i < day.length; i++) {
            day[i] = day[i] == reference ? Double.NaN : day[i] - reference;
        }
        return day;
    }

    private static double[] atPixels(MatArray velocity, Artifact ps, Path file) throws IOException {
        var ij = ps.array("ij");
        double[] values = new double[ij.rows()];
        for (int p = 0; p < values.length; p++) {
            long line = (long) ij.get(p + (long) ij.rows());
            long sample = (long) ij.get(p + 2L * ij.rows());
            if (line >= velocity.rows() || sample >= velocity.cols()) {
                throw new FormatException(
                        file,
                        "velocity_mm_yr is " + velocity.describe() + ", but a point lies at line " + line + ", sample "
                                + sample + "; is this the truth of another scene?");
            }
            values[p] = velocity.get(line + sample * velocity.rows());
        }
        return values;
    }

    /// Slope of each point over time, after taking the mean of all points from every interferogram.
    private static double[] slopes(MatArray phase, MatArray minus, double[] days, double scale) {
        int points = phase.rows();
        int images = Math.min(phase.cols(), days.length);
        double n = 0;
        double sumT = 0;
        double sumTT = 0;
        double[] sumY = new double[points];
        double[] sumTY = new double[points];
        for (int i = 0; i < images; i++) {
            double t = days[i];
            if (Double.isNaN(t)) {
                continue;
            }
            n++;
            sumT += t;
            sumTT += t * t;
            double mean = 0;
            int valid = 0;
            for (int p = 0; p < points; p++) {
                double y = value(phase, minus, p, i);
                if (!Double.isNaN(y)) {
                    mean += y;
                    valid++;
                }
            }
            mean /= valid;
            for (int p = 0; p < points; p++) {
                double y = value(phase, minus, p, i) - mean;
                sumY[p] += y;
                sumTY[p] += t * y;
            }
        }
        double[] slopes = new double[points];
        for (int p = 0; p < points; p++) {
            slopes[p] = scale * (n * sumTY[p] - sumT * sumY[p]) / (n * sumTT - sumT * sumT);
        }
        return slopes;
    }

    private static double value(MatArray phase, MatArray minus, int point, int image) {
        long k = point + (long) image * phase.rows();
        return minus == null ? phase.get(k) : phase.get(k) - minus.get(k);
    }

    private static Errors errors(double[] found, double[] expected) {
        double[] difference = new double[found.length];
        int n = 0;
        double mean = 0;
        for (int p = 0; p < found.length; p++) {
            double d = found[p] - expected[p];
            if (!Double.isNaN(d)) {
                difference[n++] = d;
                mean += d;
            }
        }
        mean /= n;
        double squares = 0;
        double[] absolute = new double[n];
        for (int p = 0; p < n; p++) {
            double d = difference[p] - mean;
            squares += d * d;
            absolute[p] = Math.abs(d);
        }
        Arrays.sort(absolute);
        return new Errors(Math.sqrt(squares / n), quantile(absolute, 0.5), quantile(absolute, 0.95));
    }

    /// Linear interpolation between the order statistics.
    private static double quantile(double[] sorted, double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = q * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
