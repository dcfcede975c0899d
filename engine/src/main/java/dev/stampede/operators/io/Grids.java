package dev.stampede.operators.io;

import dev.stampede.operators.core.Require;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Window;
import java.util.List;
import java.util.Optional;

/// Boxes on grids.
public final class Grids {
    /// A corner this close before a pixel's edge, in pixels, counts as on it.
    private static final double EDGE = 1e-3;

    private Grids() {}

    /// The window of a box: offsets `floor(v + 0.001)`, lengths `floor(v + 0.5)`, at least one pixel.
    /// @param affine rows and columns along the axes
    public static Window window(Affine affine, Bounds box) {
        var inverse = affine.inverse();
        double left = Math.min(inverse.x(box.minX(), box.maxY()), inverse.x(box.maxX(), box.minY()));
        double right = Math.max(inverse.x(box.minX(), box.maxY()), inverse.x(box.maxX(), box.minY()));
        double top = Math.min(inverse.y(box.minX(), box.maxY()), inverse.y(box.maxX(), box.minY()));
        double bottom = Math.max(inverse.y(box.minX(), box.maxY()), inverse.y(box.maxX(), box.minY()));
        return new Window(whole(left + EDGE), whole(top + EDGE), length(right - left), length(bottom - top));
    }

    /// @throws IllegalArgumentException if a resolution has not two numbers above 0
    public static void requireResolution(Optional<List<Double>> resolution) {
        Require.that(
                resolution.isEmpty()
                        || resolution.get().size() == 2
                                && resolution.get().stream().allMatch(size -> size > 0),
                "resolution",
                resolution,
                "width and height above 0");
    }

    private static int whole(double v) {
        return Math.toIntExact((long) Math.floor(v));
    }

    private static int length(double v) {
        return Math.max(1, whole(v + 0.5));
    }
}
