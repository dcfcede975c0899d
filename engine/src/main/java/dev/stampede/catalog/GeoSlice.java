package dev.stampede.catalog;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import java.io.IOException;
import java.util.Optional;

/// A box in space and time with a grid: what to load, where, when and how fine.
///
/// @param bounds     the box, with an area
/// @param interval   the time, both ends included
/// @param xResolution width of a pixel in units of the reference system
/// @param yResolution height of a pixel
/// @param crs        reference system: `EPSG:32633`, WKT or PROJJSON
public record GeoSlice(Bounds bounds, TimeInterval interval, double xResolution, double yResolution, String crs) {
    /// What happens to a box that is not a whole number of pixels.
    public enum Alignment {
        OFF,
        WARN,
        ERROR,
        SNAP
    }

    private static final System.Logger LOG = System.getLogger("dev.stampede.catalog");
    private static final double TOLERANCE = 1e-3; // of a pixel

    /// @throws IllegalArgumentException if the box has no area, a resolution is not positive or there is no
    ///     reference system
    public GeoSlice {
        if (!(bounds.width() > 0 && bounds.height() > 0)) {
            throw new IllegalArgumentException("bounds: " + bounds + " has no area");
        }
        if (!(xResolution > 0 && yResolution > 0)) {
            throw new IllegalArgumentException(
                    "resolution: " + xResolution + " x " + yResolution + ", needs two positive numbers");
        }
        if (crs == null || crs.isBlank()) {
            throw new IllegalArgumentException("crs: a slice needs a reference system");
        }
    }

    /// Rows of the grid; a half goes to the even number.
    public int rows() {
        return (int) Math.rint(bounds.height() / yResolution);
    }

    /// Columns of the grid; a half goes to the even number.
    public int cols() {
        return (int) Math.rint(bounds.width() / xResolution);
    }

    /// North-up from the upper left corner.
    public Affine affine() {
        return Affine.northUp(bounds.minX(), bounds.maxY(), xResolution, yResolution);
    }

    /// Whether the box is a whole number of pixels, to a thousandth.
    public boolean isWhole() {
        return whole(bounds.width() / xResolution) && whole(bounds.height() / yResolution);
    }

    private static boolean whole(double pixels) {
        return Math.abs(pixels - Math.rint(pixels)) <= TOLERANCE;
    }

    /// The same box as `alignment` wants it: unchanged (with a warning), refused, or grown to the right and
    /// downward to the next whole pixel.
    /// @throws IllegalArgumentException for [Alignment#ERROR] if it is not a whole number of pixels
    public GeoSlice aligned(Alignment alignment) {
        if (isWhole()) {
            return this;
        }
        var complaint = bounds + " is " + bounds.width() / xResolution + " x " + bounds.height() / yResolution
                + " pixels, not a whole number";
        return switch (alignment) {
            case OFF -> this;
            case WARN -> {
                LOG.log(System.Logger.Level.WARNING, complaint);
                yield this;
            }
            case ERROR -> throw new IllegalArgumentException(complaint);
            case SNAP -> {
                double width = Math.ceil(bounds.width() / xResolution - TOLERANCE) * xResolution;
                double height = Math.ceil(bounds.height() / yResolution - TOLERANCE) * yResolution;
                yield with(new Bounds(bounds.minX(), bounds.maxY() - height, bounds.minX() + width, bounds.maxY()));
            }
        };
    }

    private GeoSlice with(Bounds other) {
        return new GeoSlice(other, interval, xResolution, yResolution, crs);
    }

    /// The slice in another system: the box that holds this one, with pixels scaled as the box is.
    /// @throws IOException              if there is no way between the systems
    /// @throws IllegalArgumentException if the result has no area
    public GeoSlice toCrs(String target) throws IOException {
        try (var way = Reprojection.open(crs, target)) {
            var box = way.bounds(bounds);
            return new GeoSlice(
                    box,
                    interval,
                    xResolution * box.width() / bounds.width(),
                    yResolution * box.height() / bounds.height(),
                    target);
        }
    }

    /// Whether the two grids have the same system and pixels, and corners a whole number of pixels apart.
    /// @throws IOException if a system is not understood
    public boolean isGridAligned(GeoSlice other) throws IOException {
        return close(xResolution, other.xResolution)
                && close(yResolution, other.yResolution)
                && whole((other.bounds.minX() - bounds.minX()) / xResolution)
                && whole((other.bounds.maxY() - bounds.maxY()) / yResolution)
                && Reprojection.same(crs, other.crs);
    }

    private static boolean close(double one, double other) {
        return Math.abs(one - other) <= 1e-9 * Math.abs(one);
    }

    /// What both hold, on this one's grid; empty if they share no area or no instant.
    /// @throws IOException if the other box cannot be brought into this system
    public Optional<GeoSlice> intersection(GeoSlice other) throws IOException {
        var box = inThisSystem(other);
        var time = interval.intersection(other.interval);
        if (time.isEmpty() || !bounds.overlaps(box)) {
            return Optional.empty();
        }
        return Optional.of(new GeoSlice(bounds.intersection(box), time.get(), xResolution, yResolution, crs));
    }

    /// The smallest box and time that hold both, on this one's grid.
    /// @throws IOException if the other box cannot be brought into this system
    public GeoSlice union(GeoSlice other) throws IOException {
        return new GeoSlice(
                bounds.union(inThisSystem(other)), interval.union(other.interval), xResolution, yResolution, crs);
    }

    private Bounds inThisSystem(GeoSlice other) throws IOException {
        try (var way = Reprojection.open(other.crs, crs)) {
            return way.bounds(other.bounds);
        }
    }

    /// For messages: `x 0 to 30, y 0 to 30 of EPSG:32610, any time`.
    @Override
    public String toString() {
        return bounds + " of " + new Crs(crs) + ", " + interval;
    }
}
