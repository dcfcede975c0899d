package dev.stampede.insar.export;

import dev.stampede.insar.artifacts.DurableFiles;
import dev.stampede.insar.model.Constants;
import dev.stampede.insar.model.VelocityFit;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.values.Quantity;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.insar.values.ValueType;
import dev.stampede.insar.values.VelocityDeviation;
import dev.stampede.io.text.FixedDecimals;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// The text files that scripts around StaMPS read.
///
/// | file                 | content                                                                              |
/// |----------------------|--------------------------------------------------------------------------------------|
/// | `ps_ij.txt`          | line, pixel                                                                          |
/// | `ps_ll.txt`          | longitude, latitude                                                                  |
/// | `date.txt`           | dates of the images, YYYYMMDD                                                        |
/// | `ph_w.flt`           | wrapped phase, rad, f32 little-endian, all interferograms of point 1, then of point 2 |
/// | `ph_uw.flt`          | unwrapped phase, the same                                                            |
/// | `ps_mean_v.xy`       | longitude, latitude, velocity mm/yr, `ref_velocity` added                            |
/// | `ps_mean_v_std.xy`   | longitude, latitude, its deviation mm/yr, clipped to all but 0.1 % on each side       |
/// | `dem_error.xy`       | longitude, latitude, error of the elevation model m, clipped likewise                |
/// | `ps_data.xy`         | longitude, latitude, velocity, height, error of the elevation model                  |
/// | `ps_u-dm.N.xy`       | longitude, latitude, displacement mm of interferogram N                              |
///
/// Phases and displacements are relative to the reference area and 0 for the reference image. Differences
/// from StaMPS: real heights, geometry of the scene instead of constants per satellite, velocity in the
/// third column of `ps_data.xy` always.
public final class TextExport {
    /// What to write.
    ///
    /// @param velocity   type `v` or `V` with its corrections
    /// @param deviation  whether its deviation is computed
    /// @param draws      resamples of the deviation
    /// @param seed       of the draws
    /// @param timeSeries whether the displacements of the interferograms are written
    public record Options(ValueType velocity, boolean deviation, int draws, long seed, boolean timeSeries) {
        /// @throws IllegalArgumentException if the type is no velocity
        public Options {
            if (velocity.quantity() != Quantity.VELOCITY) {
                throw new IllegalArgumentException(
                        "value type " + velocity.code() + " is no velocity; use v, V and corrections such as v-do");
            }
        }
    }

    private final ValueSource source;
    private final Parameters parameters;
    private final Options options;
    private final List<Path> written = new ArrayList<>();
    private double[] lon;
    private double[] lat;

    public TextExport(ValueSource source, Parameters parameters, Options options) {
        this.source = source;
        this.parameters = parameters;
        this.options = options;
    }

    /// Writes all files into a folder, which is made if needed; returns them.
    public List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var stack = source.stack();
        int n = stack.psCount();
        lon = PointColumns.coordinate(stack, parameters, 0);
        lat = PointColumns.coordinate(stack, parameters, 1);
        places(folder);
        phase(folder.resolve("ph_w.flt"), source.compute(ValueType.parse("w")).values());
        phase(folder.resolve("ph_uw.flt"), source.compute(ValueType.parse("u")).values());

        double shift = 1000 * (parameters.has("ref_velocity") ? parameters.number("ref_velocity") : 0);
        var velocity = column(source.compute(options.velocity()).values(), 0);
        for (int p = 0; p < n; p++) {
            velocity[p] += shift;
        }
        var demError = PointColumns.demError(source, parameters);
        xy(folder.resolve("ps_mean_v.xy"), velocity);
        if (options.deviation()) {
            var type = ValueType.parse(options.velocity().code().replaceFirst("^([vV])", "$1s"));
            var std = VelocityDeviation.compute(source, type, options.draws(), options.seed())
                    .deviation();
            xy(folder.resolve("ps_mean_v_std.xy"), clipped(column(std, 0)));
        }
        xy(folder.resolve("dem_error.xy"), clipped(demError));
        xy(folder.resolve("ps_data.xy"), velocity, PointColumns.optional(source.folder(), "hgt2", "hgt", n), demError);
        if (options.timeSeries()) {
            displacements(folder);
        }
        return written;
    }

    private void places(Path folder) throws IOException {
        double[] ij;
        try (Arena own = Arena.ofConfined();
                var ps = source.folder().open(own, "ps2")) {
            ij = ps.numbers("ij");
        }
        int n = source.stack().psCount();
        text(
                folder.resolve("ps_ij.txt"),
                n,
                (line, p) -> line.append((long) ij[n + p]).append(' ').append((long) ij[2 * n + p]));
        text(folder.resolve("ps_ll.txt"), n, (line, p) -> place(line, p));
        double[] day = source.stack().day();
        text(
                folder.resolve("date.txt"),
                day.length,
                (line, i) -> line.append(LocalDate.ofEpochDay((long) day[i] - Constants.DATENUM_OF_EPOCH)
                        .format(DateTimeFormatter.BASIC_ISO_DATE)));
    }

    private void place(StringBuilder line, int p) {
        FixedDecimals.append(line, lon[p], 7);
        line.append(' ');
        FixedDecimals.append(line, lat[p], 7);
    }

    private void displacements(Path folder) throws IOException {
        var u = source.compute(ValueType.parse("u-dm"));
        double toMm = VelocityFit.millimetresPerRadian(source.wavelength());
        for (int c = 0; c < u.values().cols(); c++) {
            var mm = column(u.values(), c);
            for (int p = 0; p < mm.length; p++) {
                mm[p] *= toMm;
            }
            xy(folder.resolve("ps_u-dm." + (u.interferograms()[c] + 1) + ".xy"), mm);
        }
    }

    private static double[] column(FloatMatrix m, int c) {
        var out = new double[m.rows()];
        for (int p = 0; p < out.length; p++) {
            out[p] = m.get(p, c);
        }
        return out;
    }

    /// To the sorted values `ceil(0.001 n)` and `floor(0.999 n)`.
    private static double[] clipped(double[] values) {
        var sorted = java.util.Arrays.stream(values)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return values;
        }
        double low = sorted[Math.max(0, (int) Math.ceil(0.001 * sorted.length) - 1)];
        double high = sorted[Math.max(0, (int) Math.floor(0.999 * sorted.length) - 1)];
        return java.util.Arrays.stream(values)
                .map(v -> Double.isNaN(v) ? v : Math.max(low, Math.min(high, v)))
                .toArray();
    }

    private void xy(Path file, double[]... values) throws IOException {
        text(file, values[0].length, (line, p) -> {
            place(line, p);
            for (var column : values) {
                line.append(' ');
                if (Double.isNaN(column[p])) {
                    line.append("NaN");
                } else {
                    FixedDecimals.append(line, column[p], 4);
                }
            }
        });
    }

    /// Writes one row.
    @FunctionalInterface
    private interface Row {
        void append(StringBuilder line, int index);
    }

    private void text(Path file, int rows, Row row) throws IOException {
        DurableFiles.replace(file, temporary -> {
            try (Writer out = Files.newBufferedWriter(temporary)) {
                var line = new StringBuilder();
                for (int i = 0; i < rows; i++) {
                    line.setLength(0);
                    row.append(line, i);
                    out.append(line.append('\n'));
                }
            }
        });
        written.add(file);
    }

    private void phase(Path file, FloatMatrix values) throws IOException {
        int reference = source.stack().pairs() == null ? source.stack().referenceIndex() : -1;
        DurableFiles.replace(file, temporary -> {
            try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                var row = ByteBuffer.allocate(4 * values.cols()).order(ByteOrder.LITTLE_ENDIAN);
                for (int p = 0; p < values.rows(); p++) {
                    row.clear();
                    for (int c = 0; c < values.cols(); c++) {
                        row.putFloat(c == reference ? 0 : values.get(p, c));
                    }
                    out.write(row.array());
                }
            }
        });
        written.add(file);
    }
}
