package dev.stampede.insar.export;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.DurableFiles;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.insar.values.ValueType;
import dev.stampede.io.json.Json;
import dev.stampede.io.text.FixedDecimals;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes the points of a dataset with their velocities and time series as a table for other programs: CSV,
/// with what the numbers mean in `FILE.json` beside it, or GeoJSON, which says it itself. Rows are written one
/// by one.
public final class PointExport {
    private static final int DEGREE_DECIMALS = 7; // about a centimetre
    private static final int MILLIMETRE_DECIMALS = 2;

    private PointExport() {}

    /// File formats.
    public enum Format {
        CSV,
        GEOJSON
    }

    /// @param velocity  value type of `v_mm_yr`, a velocity
    /// @param motion    value type of the time series, unwrapped phase
    /// @param series    whether to write time series
    /// @param deviation whether to write the deviation of the velocity
    public record Options(ValueType velocity, ValueType motion, boolean series, boolean deviation) {
        public Options {
            if (!velocity.code().matches("[vV](-.*)?")) {
                throw new IllegalArgumentException(
                        velocity.code() + " is no velocity; use v or, with corrections, v-do");
            }
            if (!motion.code().matches("[uU](-.*)?")) {
                throw new IllegalArgumentException(
                        motion.code() + " is no unwrapped phase; use u or, with corrections, u-dm");
            }
        }

        ValueType velocityDeviation() {
            return ValueType.parse(velocity.code().replaceFirst("^([vV])", "$1s"));
        }
    }

    /// What was written.
    ///
    /// @param file   the table
    /// @param points rows
    /// @param dates  columns of the time series
    public record Report(Path file, int points, int dates) {}

    /// @throws IllegalArgumentException if the dataset cannot give what is asked for
    public static Report write(
            Arena arena,
            ArtifactFolder folder,
            Parameters parameters,
            ValueSource source,
            Options options,
            Format format,
            Path file)
            throws IOException {
        var table = PointTable.read(arena, folder, parameters, source, options);
        var meaning = meaning(table, parameters);
        DurableFiles.replace(file, target -> {
            try (var out = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
                if (format == Format.CSV) {
                    csv(out, table);
                } else {
                    geoJson(out, table, meaning);
                }
            }
        });
        if (format == Format.CSV) {
            DurableFiles.replace(
                    file.resolveSibling(file.getFileName() + ".json"),
                    target -> Files.writeString(target, Json.text(meaning)));
        }
        return new Report(
                file,
                table.stack().psCount(),
                table.series() == null ? 0 : table.dates().size());
    }

    private static Map<String, Object> meaning(PointTable table, Parameters parameters) {
        Map<String, Object> meaning = new LinkedHashMap<>();
        meaning.put("points", table.stack().psCount());
        meaning.put("coordinates", "longitude and latitude, degrees, WGS84");
        meaning.put("sign", "line of sight, positive toward the satellite");
        meaning.put("velocity", table.velocity().title() + ", mm/yr");
        if (table.series() != null) {
            meaning.put("displacement", table.motion().title() + ", mm");
        }
        meaning.put("reference_date", table.dates().get(table.stack().referenceIndex()));
        meaning.put("first_date", table.dates().getFirst());
        meaning.put("last_date", table.dates().getLast());
        meaning.put("wavelength_m", parameters.number("lambda"));
        meaning.put("reference_velocity_m_yr", parameters.number("ref_velocity"));
        for (var name : new String[] {"ref_lon", "ref_lat", "ref_centre_lonlat", "ref_radius"}) {
            meaning.put(
                    name,
                    java.util.Arrays.stream(parameters.numbers(name))
                            .mapToObj(v -> Double.isFinite(v) ? (Object) v : Double.toString(v))
                            .toList());
        }
        return meaning;
    }

    private static void csv(BufferedWriter out, PointTable table) throws IOException {
        var line = new StringBuilder("id,lon,lat");
        table.columns().forEach(c -> line.append(',').append(c.name()));
        if (table.series() != null) {
            table.dates().forEach(d -> line.append(",d_").append(d));
        }
        out.append(line.append('\n'));
        for (int p = 0; p < table.stack().psCount(); p++) {
            line.setLength(0);
            line.append(p + 1);
            value(line.append(','), table.longitude(p), DEGREE_DECIMALS, "");
            value(line.append(','), table.latitude(p), DEGREE_DECIMALS, "");
            for (var column : table.columns()) {
                value(line.append(','), column.at(p), column.decimals(), "");
            }
            for (int i = 0; table.series() != null && i < table.series().cols(); i++) {
                value(line.append(','), table.series().get(p, i), MILLIMETRE_DECIMALS, "");
            }
            out.append(line.append('\n'));
        }
    }

    private static void geoJson(BufferedWriter out, PointTable table, Map<String, Object> meaning) throws IOException {
        out.append("{\"type\": \"FeatureCollection\", \"meaning\": ")
                .append(Json.text(meaning).strip())
                .append(table.series() == null ? "" : ", \"dates\": [\"" + String.join("\", \"", table.dates()) + "\"]")
                .append(", \"features\": [");
        var line = new StringBuilder();
        for (int p = 0; p < table.stack().psCount(); p++) {
            line.setLength(0);
            line.append(p == 0 ? "\n" : ",\n").append("{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", ");
            value(line.append("\"coordinates\": ["), table.longitude(p), DEGREE_DECIMALS, "null");
            value(line.append(", "), table.latitude(p), DEGREE_DECIMALS, "null");
            line.append("]}, \"properties\": {\"id\": ").append(p + 1);
            for (var column : table.columns()) {
                line.append(", \"").append(column.name()).append("\": ");
                value(line, column.at(p), column.decimals(), "null");
            }
            if (table.series() != null) {
                line.append(", \"d_mm\": [");
                for (int i = 0; i < table.series().cols(); i++) {
                    value(line.append(i == 0 ? "" : ", "), table.series().get(p, i), MILLIMETRE_DECIMALS, "null");
                }
                line.append(']');
            }
            out.append(line.append("}}"));
        }
        out.append("\n]}\n");
    }

    private static void value(StringBuilder line, double value, int decimals, String missing) {
        if (Double.isFinite(value)) {
            FixedDecimals.append(line, value, decimals);
        } else {
            line.append(missing);
        }
    }
}
