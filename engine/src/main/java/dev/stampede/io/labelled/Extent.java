package dev.stampede.io.labelled;

import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where and when a labelled array lies, from its coordinates: the smallest and largest along `x`, `lon` or
/// `longitude`, `y`, `lat` or `latitude`, and along its axis of time.
///
/// @param x      name of the axis
/// @param y      name of the axis
/// @param bounds of the coordinates, which are those of cell centres
/// @param crs    WGS 84 for longitudes and latitudes, else the attribute `crs`; none if it has none
/// @param times  one for each index along the axis of time; empty if there is none
public record Extent(String x, String y, Bounds bounds, Crs crs, List<Instant> times) {
    private static final List<String> X = List.of("x", "lon", "longitude");
    private static final List<String> Y = List.of("y", "lat", "latitude");

    /// @param time name of the axis of time, which need not exist
    /// @throws IllegalArgumentException naming what is missing
    public static Extent of(LabelledSource source, String time) {
        var x = axis(source, X);
        var y = axis(source, Y);
        var box = new Bounds(least(source, x), least(source, y), most(source, x), most(source, y));
        var crs = !x.equalsIgnoreCase("x")
                ? new Crs("EPSG:4326")
                : source.attributes().get("crs") instanceof String text ? new Crs(text) : Crs.NONE;
        return new Extent(x, y, box, crs, times(source, time));
    }

    private static List<Instant> times(LabelledSource source, String time) {
        var numbers = source.coords().get(time);
        if (numbers == null) {
            return List.of();
        }
        if (source.attributes().get(time + ".units") instanceof String units) {
            return Arrays.asList(CfTime.instants(numbers, units));
        }
        throw new IllegalArgumentException(
                source.name() + ": coordinates along " + time + " have no units such as days since 2020-01-01");
    }

    private static String axis(LabelledSource source, List<String> names) {
        Optional<String> found = source.dims().stream()
                .filter(dim -> names.contains(dim.toLowerCase(Locale.ROOT)))
                .filter(source.coords()::containsKey)
                .findFirst();
        return found.orElseThrow(() ->
                new IllegalArgumentException(source.name() + " has no coordinates along " + String.join(", ", names)
                        + "; axes with coordinates: " + source.coords().keySet()));
    }

    private static double least(LabelledSource source, String dim) {
        return Arrays.stream(source.coords().get(dim)).min().orElse(Double.NaN);
    }

    private static double most(LabelledSource source, String dim) {
        return Arrays.stream(source.coords().get(dim)).max().orElse(Double.NaN);
    }
}
