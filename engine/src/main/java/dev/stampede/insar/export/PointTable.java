package dev.stampede.insar.export;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.Constants;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.insar.values.ValueType;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What an export says about each point.
///
/// | column | unit | meaning |
/// |---|---|---|
/// | `id` | | number of the point, from 1 |
/// | `lon`, `lat` | degrees | WGS84, `lonlat_offset` added |
/// | `height` | m | of the elevation model |
/// | `coherence` | | temporal coherence |
/// | `v_mm_yr` | mm/yr | line of sight, positive toward the satellite, `ref_velocity` added |
/// | `v_std_mm_yr` | mm/yr | its standard deviation |
/// | `dem_err_m` | m | height above the elevation model by the look-angle error, relative to the reference area |
/// | `c_mm` | mm | atmosphere and orbit of the reference image, as displacement |
/// | `d_YYYYMMDD` | mm | displacement, line of sight, positive toward the satellite, 0 on the reference date |
///
/// A column whose source is missing is left out.
///
/// @param stack    the points
/// @param columns  one number per point
/// @param series   `[points, images]` mm; `null` without time series
/// @param dates    YYYYMMDD of each image
/// @param velocity value type of the velocities
/// @param motion   value type of the time series
/// @param offset   added to longitude and latitude, degrees
record PointTable(
        StackGeometry stack,
        List<Column> columns,
        FloatMatrix series,
        List<String> dates,
        ValueType velocity,
        ValueType motion,
        double[] offset) {
    /// Degrees, offset added.
    double longitude(int point) {
        return stack.lonLat().get(point, 0) + offset[0];
    }

    /// Degrees, offset added.
    double latitude(int point) {
        return stack.lonLat().get(point, 1) + offset[1];
    }

    /// @param name     heading
    /// @param values   `[points, 1]`
    /// @param offset   added to every value
    /// @param factor   multiplied before
    /// @param decimals written
    record Column(String name, FloatMatrix values, double factor, double offset, int decimals) {
        double at(int point) {
            return values.get(point, 0) * factor + offset;
        }
    }

    static PointTable read(
            Arena arena, ArtifactFolder folder, Parameters parameters, ValueSource source, PointExport.Options options)
            throws IOException {
        var stack = source.stack();
        var columns = new ArrayList<Column>();
        add(arena, folder, columns, "height", "hgt2", "hgt", 2);
        add(arena, folder, columns, "coherence", "pm2", "coh_ps", 4);
        double wavelength = parameters.number("lambda");
        double addedVelocity = parameters.number("ref_velocity") * 1000; // m/yr to mm/yr
        columns.add(new Column("v_mm_yr", source.compute(options.velocity()).values(), 1, addedVelocity, 3));
        if (options.deviation()) {
            columns.add(new Column(
                    "v_std_mm_yr", source.compute(options.velocityDeviation()).values(), 1, 0, 3));
        }
        double metres = metresPerCoefficient(arena, folder, stack, wavelength);
        if (!Double.isNaN(metres)) {
            columns.add(
                    new Column("dem_err_m", source.compute(ValueType.parse("d")).values(), metres, 0, 2));
        }
        var atmosphere = source.compute(ValueType.parse("m")).inMillimetres(arena, wavelength);
        columns.add(new Column("c_mm", atmosphere.values(), 1, 0, 3));
        FloatMatrix series = null;
        if (options.series()) {
            series = source.compute(options.motion())
                    .inMillimetres(arena, wavelength)
                    .values();
        }
        return new PointTable(
                stack, columns, series, dates(stack), options.velocity(), options.motion(), offset(parameters));
    }

    private static double[] offset(Parameters parameters) {
        return parameters.has("lonlat_offset") ? parameters.numbers("lonlat_offset") : new double[2];
    }

    private static void add(
            Arena arena,
            ArtifactFolder folder,
            List<Column> columns,
            String name,
            String artifact,
            String variable,
            int decimals)
            throws IOException {
        var file = folder.find(arena, artifact);
        if (file.isPresent()) {
            try (var open = file.get()) {
                if (open.has(variable)) {
                    columns.add(new Column(name, open.floats(variable), 1, 0, decimals));
                }
            }
        }
    }

    /// Metres of height per rad/m of the look-angle coefficient at the middle of the scene, `λ r
    /// sin(incidence) / 4π`; not-a-number when the dataset does not tell range and incidence.
    private static double metresPerCoefficient(
            Arena arena, ArtifactFolder folder, StackGeometry stack, double wavelength) throws IOException {
        try (var ps = folder.open(arena, "ps2")) {
            return ps.has("mean_range")
                    ? wavelength * ps.number("mean_range") * Math.sin(stack.incidence()) / (4 * Math.PI)
                    : Double.NaN;
        }
    }

    private static List<String> dates(StackGeometry stack) {
        return Arrays.stream(stack.day())
                .mapToObj(d -> LocalDate.ofEpochDay((long) d - Constants.DATENUM_OF_EPOCH)
                        .format(DateTimeFormatter.BASIC_ISO_DATE))
                .toList();
    }
}
