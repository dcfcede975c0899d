package dev.stampede.io.labelled;

import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.BoxSource;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A labelled array of rank 2 to 4 seen as a raster: its last two axes are rows and columns, their coordinates
/// the centres of pixels.
public final class LabelledRaster implements BoxSource {
    private static final List<String> ROWS = List.of("y", "lat", "latitude");
    private static final List<String> COLS = List.of("x", "lon", "longitude");
    private static final double REGULAR = 1e-3; // of a pixel: coordinates written in single precision

    private final LabelledSource source;
    private final Affine affine;
    private final Crs crs;

    private LabelledRaster(LabelledSource source, Affine affine, Crs crs) {
        this.source = source;
        this.affine = affine;
        this.crs = crs;
    }

    /// @param crs of the coordinates; none: WGS 84 for longitudes and latitudes, else the attribute `crs`
    /// @throws IllegalArgumentException if the last axes are not rows and columns, or have no even spacing
    public static LabelledRaster of(LabelledSource source, Crs crs) {
        var dims = source.dims();
        int rank = dims.size();
        if (rank < 2
                || rank > 4
                || !ROWS.contains(lower(dims.get(rank - 2)))
                || !COLS.contains(lower(dims.get(rank - 1)))) {
            throw new IllegalArgumentException(source.name() + " has axes " + dims
                    + "; a raster has up to two axes and then rows (y, lat) and columns (x, lon)");
        }
        var xs = source.coords().get(dims.get(rank - 1));
        var ys = source.coords().get(dims.get(rank - 2));
        var affine = Affine.IDENTITY;
        if (xs != null && ys != null) {
            double dx = step(xs, dims.get(rank - 1));
            double dy = step(ys, dims.get(rank - 2));
            affine = new Affine(dx, 0, xs[0] - dx / 2, 0, dy, ys[0] - dy / 2);
        }
        boolean degrees = !lower(dims.get(rank - 1)).equals("x");
        var known = !crs.isNone()
                ? crs
                : degrees
                        ? new Crs("EPSG:4326")
                        : source.attributes().get("crs") instanceof String text ? new Crs(text) : Crs.NONE;
        return new LabelledRaster(source, affine, known);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static double step(double[] values, String dim) {
        if (values.length < 2) {
            return 1;
        }
        double step = (values[values.length - 1] - values[0]) / (values.length - 1);
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i] - values[0] - i * step) <= REGULAR * Math.abs(step))) {
                throw new IllegalArgumentException("coordinates along " + dim + " are not evenly spaced: number " + i
                        + " is " + values[i] + ", expected " + (values[0] + i * step)
                        + "; select along the axes instead of reading a raster");
            }
        }
        return step;
    }

    @Override
    public DType dtype() {
        return source.dtype();
    }

    @Override
    public int[] shape() {
        return source.shape();
    }

    @Override
    public Affine affine() {
        return affine;
    }

    @Override
    public Crs crs() {
        return crs;
    }

    /// NaN for floating-point numbers, else none.
    @Override
    public OptionalDouble fill() {
        return source.dtype().isFloating() ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty();
    }

    @Override
    public Attributes attributes() {
        return Attributes.NONE;
    }

    @Override
    public ArrayView readBox(SegmentAllocator allocator, int[] start, int[] size) throws IOException {
        return source.read(allocator, start, size);
    }
}
