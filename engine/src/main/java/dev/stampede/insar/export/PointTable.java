package dev.stampede.insar.export;

import dev.stampede.insar.artifacts.DurableFiles;
import dev.stampede.insar.model.Constants;
import dev.stampede.insar.model.VelocityFit;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.values.PointValues;
import dev.stampede.insar.values.Quantity;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.insar.values.ValueType;
import dev.stampede.insar.values.VelocityDeviation;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/// One row per point as comma-separated text, UTF-8, a missing value is empty:
///
/// | column       | unit    | meaning                                                                          |
/// |--------------|---------|----------------------------------------------------------------------------------|
/// | `id`         |         | number of the point, from 1                                                      |
/// | `lon`, `lat` | degrees | WGS84, `lonlat_offset` added                                                     |
/// | `height`     | m       | of the elevation model                                                           |
/// | `coherence`  | 1       | temporal                                                                         |
/// | `v_mm_yr`    | mm/yr   | line of sight, positive toward the satellite, `ref_velocity` added               |
/// | `v_std`      | mm/yr   | bootstrap deviation                                                              |
/// | `dem_err_m`  | m       | error of the elevation model                                                     |
/// | `C_mm`       | mm      | atmosphere and orbit error of the reference image                                |
/// | `d_YYYYMMDD` | mm      | displacement at a date with the corrections of the velocity, the reference image 0 |
public final class PointTable {
    /// What to write.
    ///
    /// @param velocity   type `v` or `V` with its corrections
    /// @param deviation  whether `v_std` is computed; otherwise the column is empty
    /// @param draws      its resamples
    /// @param seed       of its draws
    /// @param timeSeries whether the columns of dates are written
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

    public PointTable(ValueSource source, Parameters parameters, Options options) {
        this.source = source;
        this.parameters = parameters;
        this.options = options;
    }

    /// Writes the table in one step; returns its number of columns.
    public int write(Path file) throws IOException {
        var stack = source.stack();
        int n = stack.psCount();
        var lon = PointColumns.coordinate(stack, parameters, 0);
        var lat = PointColumns.coordinate(stack, parameters, 1);
        var height = PointColumns.optional(source.folder(), "hgt2", "hgt", n);
        var coherence = PointColumns.optional(source.folder(), "pm2", "coh_ps", n);
        var demError = PointColumns.demError(source, parameters);
        var c = PointColumns.optional(source.folder(), "scla2", "C_ps_uw", n);
        double toMm = VelocityFit.millimetresPerRadian(source.wavelength());
        var velocity = source.compute(options.velocity()).values();
        var deviation = deviation();
        var series = series();
        double shift = 1000 * (parameters.has("ref_velocity") ? parameters.number("ref_velocity") : 0);

        DurableFiles.replace(file, temporary -> {
            try (Writer out = Files.newBufferedWriter(temporary)) {
                var line = new StringBuilder("id,lon,lat,height,coherence,v_mm_yr,v_std,dem_err_m,C_mm");
                appendDates(line, series);
                for (int p = 0; p < n; p++) {
                    out.append(line.append('\n'));
                    line.setLength(0);
                    line.append(p + 1);
                    cell(line, lon[p], 7);
                    cell(line, lat[p], 7);
                    cell(line, height[p], 2);
                    cell(line, coherence[p], 4);
                    cell(line, velocity.get(p, 0) + shift, 3);
                    cell(line, deviation == null ? Double.NaN : deviation.get(p, 0), 3);
                    cell(line, demError[p], 2);
                    cell(line, c[p] * toMm, 3);
                    for (int i = 0; series != null && i < series.values().cols(); i++) {
                        cell(line, series.values().get(p, i), 3);
                    }
                }
                out.append(line.append('\n'));
            }
        });
        return 9 + (series == null ? 0 : series.values().cols());
    }

    private static void cell(StringBuilder line, double value, int digits) {
        line.append(',');
        Decimals.append(line, value, digits);
    }

    private FloatMatrix deviation() throws IOException {
        if (!options.deviation()) {
            return null;
        }
        var type = new ValueType(
                Quantity.VELOCITY_STD,
                options.velocity().corrections(),
                options.velocity().inverted());
        return VelocityDeviation.compute(source, type, options.draws(), options.seed())
                .deviation();
    }

    private PointValues series() throws IOException {
        return options.timeSeries()
                ? source.compute(
                        new ValueType(Quantity.TIME_SERIES, options.velocity().corrections(), false))
                : null;
    }

    private void appendDates(StringBuilder line, PointValues series) {
        for (int i = 0; series != null && i < series.interferograms().length; i++) {
            double day = source.stack().day()[series.interferograms()[i]];
            line.append(",d_")
                    .append(LocalDate.ofEpochDay((long) day - Constants.DATENUM_OF_EPOCH)
                            .format(DateTimeFormatter.BASIC_ISO_DATE));
        }
    }
}
