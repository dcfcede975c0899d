package dev.stampede.plot;

/// A rectangle of longitude and latitude, drawn north up with true proportions at its middle.
///
/// @param west  degrees
/// @param east  degrees
/// @param south degrees
/// @param north degrees
record Area(double west, double east, double south, double north) {
    private static final double METRES_PER_DEGREE = 111_320;
    private static final double MARGIN = 0.03;

    /// The extent of the points with a margin; at least a hundred metres each way.
    static Area of(PointMap map) {
        double west = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < map.longitude().length; p++) {
            west = Math.min(west, map.longitude()[p]);
            east = Math.max(east, map.longitude()[p]);
            south = Math.min(south, map.latitude()[p]);
            north = Math.max(north, map.latitude()[p]);
        }
        double least = 100 / METRES_PER_DEGREE;
        double dx = Math.max(east - west, least) * MARGIN;
        double dy = Math.max(north - south, least) * MARGIN;
        return new Area(west - dx, east + dx, south - dy, north + dy);
    }

    double width() {
        return east - west;
    }

    double height() {
        return north - south;
    }

    /// Metres per degree of longitude at the middle latitude.
    double metresPerDegreeEast() {
        return METRES_PER_DEGREE * Math.cos(Math.toRadians((south + north) / 2));
    }

    double widthMetres() {
        return width() * metresPerDegreeEast();
    }

    double heightMetres() {
        return height() * METRES_PER_DEGREE;
    }
}
