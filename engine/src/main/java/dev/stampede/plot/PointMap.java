package dev.stampede.plot;

/// One map: points with a value each.
///
/// @param heading   short text above the map, such as the date of an interferogram; may be empty
/// @param longitude degrees, one per point
/// @param latitude  degrees, one per point
/// @param value     one per point; NaN = not drawn
public record PointMap(String heading, double[] longitude, double[] latitude, float[] value) {
    /// @throws IllegalArgumentException if the arrays differ in length or there is no point
    public PointMap {
        if (longitude.length != latitude.length || longitude.length != value.length) {
            throw new IllegalArgumentException("a map of " + longitude.length + " longitudes, " + latitude.length
                    + " latitudes and " + value.length + " values");
        }
        if (longitude.length == 0) {
            throw new IllegalArgumentException("no point to draw");
        }
    }
}
