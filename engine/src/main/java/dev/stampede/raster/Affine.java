package dev.stampede.raster;

/// Maps pixel corners to map coordinates:
///
///     x = a col + b row + c
///     y = d col + e row + f
///
/// (col, row) = (0, 0) is the upper-left corner of the first pixel; its centre is (0.5, 0.5).
public record Affine(double a, double b, double c, double d, double e, double f) {
    /// The grid of pixel numbers: x = col, y = row.
    public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

    private static final int TERMS = 6;

    /// A grid without rotation, rows going down.
    /// @param minX left edge
    /// @param maxY upper edge
    public static Affine northUp(double minX, double maxY, double pixelWidth, double pixelHeight) {
        return new Affine(pixelWidth, 0, minX, 0, -pixelHeight, maxY);
    }

    /// From GDAL's order `x0, dx/dcol, dx/drow, y0, dy/dcol, dy/drow`.
    /// @throws IllegalArgumentException if there are not six numbers
    public static Affine ofGeoTransform(double[] six) {
        if (six.length != TERMS) {
            throw new IllegalArgumentException("a geotransform has six numbers, not " + six.length);
        }
        return new Affine(six[1], six[2], six[0], six[4], six[5], six[3]);
    }

    /// In GDAL's order, see [#ofGeoTransform].
    public double[] geoTransform() {
        return new double[] {c, a, b, f, d, e};
    }

    public double x(double col, double row) {
        return a * col + b * row + c;
    }

    public double y(double col, double row) {
        return d * col + e * row + f;
    }

    public double determinant() {
        return a * e - b * d;
    }

    /// Whether rows and columns follow the axes.
    public boolean isAligned() {
        return b == 0 && d == 0;
    }

    /// Map coordinates to (col, row).
    /// @throws ArithmeticException if the pixels have no area
    public Affine inverse() {
        double det = determinant();
        if (det == 0 || !Double.isFinite(det)) {
            throw new ArithmeticException("pixels without an area: " + this);
        }
        return new Affine(e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det);
    }

    /// The grid whose pixel (0, 0) is this one's (col, row).
    public Affine at(double col, double row) {
        return new Affine(a, b, x(col, row), d, e, y(col, row));
    }

    /// The grid with pixels `cols x rows` times as large and the same corner.
    public Affine scaled(double cols, double rows) {
        return new Affine(a * cols, b * rows, c, d * cols, e * rows, f);
    }

    /// Length of a pixel's upper side in map units.
    public double pixelWidth() {
        return b == 0 && d == 0 ? Math.abs(a) : Math.hypot(a, d);
    }

    /// Length of a pixel's left side in map units.
    public double pixelHeight() {
        return b == 0 && d == 0 ? Math.abs(e) : Math.hypot(b, e);
    }

    /// The envelope of the four corners of a window.
    public Bounds bounds(Window window) {
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double col = (corner & 1) == 0 ? window.col() : window.endCol();
            double row = (corner & 2) == 0 ? window.row() : window.endRow();
            minX = Math.min(minX, x(col, row));
            maxX = Math.max(maxX, x(col, row));
            minY = Math.min(minY, y(col, row));
            maxY = Math.max(maxY, y(col, row));
        }
        return new Bounds(minX, minY, maxX, maxY);
    }

    public Bounds bounds(int width, int height) {
        return bounds(Window.of(width, height));
    }
}
