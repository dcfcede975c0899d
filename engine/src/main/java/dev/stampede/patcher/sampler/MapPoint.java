package dev.stampede.patcher.sampler;

/// Map coordinates, in the reference system of the raster.
public record MapPoint(double x, double y) {
    /// @throws IllegalArgumentException if one is not finite
    public MapPoint {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("not a place: x " + x + ", y " + y);
        }
    }
}
