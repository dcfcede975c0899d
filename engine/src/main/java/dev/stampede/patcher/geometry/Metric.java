package dev.stampede.patcher.geometry;

/// How far apart two places are.
public enum Metric {
    /// In the unit of the coordinates.
    EUCLIDEAN,

    /// Along the surface of a sphere of [#EARTH_RADIUS_KM], in kilometres; coordinates are longitude and
    /// latitude in degrees.
    HAVERSINE;

    public static final double EARTH_RADIUS_KM = 6371;

    /// Coordinates in which straight distances have the order of these: as they are, or on the unit sphere.
    double[] embedded(double x, double y) {
        if (this == EUCLIDEAN) {
            return new double[] {x, y};
        }
        double lon = Math.toRadians(x);
        double lat = Math.toRadians(y);
        return new double[] {Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)};
    }

    /// The straight distance that belongs to a distance of this metric.
    double chord(double distance) {
        return this == EUCLIDEAN ? distance : 2 * Math.sin(Math.min(Math.PI, distance / EARTH_RADIUS_KM) / 2);
    }

    /// Half versed sines: good for the smallest distances too.
    static double haversineKm(double lat, double lon, double otherLat, double otherLon) {
        double north = Math.sin(Math.toRadians(otherLat - lat) / 2);
        double east = Math.sin(Math.toRadians(otherLon - lon) / 2);
        double h = north * north + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(otherLat)) * east * east;
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
