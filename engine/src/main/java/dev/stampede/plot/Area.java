package dev.stampede.plot;

import dev.stampede.insar.model.Extent;

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
        int points = map.longitude().length;
        var x = Extent.of(points, p -> map.longitude()[p]);
        var y = Extent.of(points, p -> map.latitude()[p]);
        double least = 100 / METRES_PER_DEGREE;
        double dx = Math.max(x.length(), least) * MARGIN;
        double dy = Math.max(y.length(), least) * MARGIN;
        return new Area(x.min() - dx, x.max() + dx, y.min() - dy, y.max() + dy);
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
