package dev.stampede.mosaic.merge;

import dev.stampede.geometry.PolygonPixels;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.PixelTypes;
import dev.stampede.mosaic.clip.ClippedSource;
import dev.stampede.mosaic.clip.ClippedSource.Crop;
import dev.stampede.raster.Window;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Polygon;

/// A mosaic whose images pass into each other along the seams, over `reach` map units on each side:
///
///     out = sum_i w_i v_i / sum_i w_i,   w_i = (d_i + reach) / (2 reach), 0 to 1
///
/// over the images that have data there; `d_i` is the distance to the edge of the image's own polygon, positive
/// inside. Farther from the seams, and outside all polygons, it is the mosaic of the clipped images.
public final class FeatheredSource implements PixelSource {
    private static final double SAME_GRID = 1e-6;

    private final MosaicSource plain;
    private final List<PixelSource> images;
    private final List<List<PolygonPixels>> polygons = new ArrayList<>();
    private final List<int[]> shifts = new ArrayList<>(); // columns, rows of each image in the mosaic
    private final double reach;
    private final OptionalDouble customNoData;

    /// @param images   on one grid, not clipped
    /// @param polygons the part of each image that goes into the mosaic, map coordinates
    /// @param reach    map units, above 0
    /// @throws UsageException if the images are not on one grid or do not fit together
    public FeatheredSource(
            String name,
            List<PixelSource> images,
            List<List<Polygon>> polygons,
            double reach,
            MergeParameters parameters,
            GainOffset kernel) {
        if (!(reach > 0 && reach < Double.POSITIVE_INFINITY)) {
            throw new UsageException("the width of feathering is " + reach + "; it must be > 0");
        }
        this.images = List.copyOf(images);
        this.reach = reach;
        this.customNoData = parameters.customNoData();
        var clipped = new ArrayList<PixelSource>();
        for (int i = 0; i < images.size(); i++) {
            clipped.add(new ClippedSource(
                    images.get(i), polygons.get(i), true, false, Crop.OUTWARDS, OptionalDouble.empty()));
        }
        plain = new MosaicSource(name, clipped, parameters, kernel);
        var grid = plain.info().affine().orElseThrow();
        for (int i = 0; i < images.size(); i++) {
            var own = images.get(i).info().affine().orElseThrow();
            double col = (own.c() - grid.c()) / grid.a();
            double row = (own.f() - grid.f()) / grid.e();
            boolean same = Math.abs(own.a() / grid.a() - 1) < SAME_GRID
                    && Math.abs(own.e() / grid.e() - 1) < SAME_GRID
                    && Math.abs(col - Math.rint(col)) < SAME_GRID
                    && Math.abs(row - Math.rint(row)) < SAME_GRID;
            if (!same) {
                throw new UsageException("image '" + images.get(i).name()
                        + "' is not on the grid of the mosaic; align the images first");
            }
            shifts.add(new int[] {(int) Math.rint(col), (int) Math.rint(row)});
            this.polygons.add(polygons.get(i).stream()
                    .map(polygon -> new PolygonPixels(
                            polygon,
                            new PolygonPixels.Axis(grid.c(), grid.a()),
                            new PolygonPixels.Axis(grid.f(), grid.e())))
                    .toList());
        }
    }

    @Override
    public String name() {
        return plain.name();
    }

    @Override
    public RasterInfo info() {
        return plain.info();
    }

    @Override
    public void read(Window window, MemorySegment outPixels) throws IOException {
        plain.read(window, outPixels);
        int pixels = Math.toIntExact(window.pixels());
        var weights = new double[images.size()][];
        int[] near = new int[pixels]; // images that reach a pixel
        boolean[] inside = new boolean[pixels];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights(i, window, near, inside);
        }
        for (int p = 0; p < pixels; p++) {
            near[p] = inside[p] && near[p] > 1 ? 1 : 0;
        }
        double[] sum = new double[pixels * info().bands()];
        double[] weight = new double[pixels * info().bands()];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != null) {
                add(i, window, weights[i], near, sum, weight);
            }
        }
        for (int band = 0; band < info().bands(); band++) {
            var range = PixelTypes.range(info().dtype());
            var kept = PixelTypes.noData(info(), band);
            for (int p = 0; p < pixels; p++) {
                int at = band * pixels + p;
                if (near[p] != 0 && weight[at] > 0) {
                    double v = range.convert(sum[at] / weight[at]);
                    outPixels.setAtIndex(ValueLayout.JAVA_DOUBLE, at, v == kept.value() ? kept.substitute() : v);
                }
            }
        }
    }

    /// The weight of each pixel of a window in one image; `null` where it is 0 all over.
    private double[] weights(int image, Window window, int[] near, boolean[] inside) {
        var grid = info().affine().orElseThrow();
        int cols = (int) Math.ceil(reach / grid.pixelWidth()) + 1;
        int rows = (int) Math.ceil(reach / grid.pixelHeight()) + 1;
        int width = window.width() + 2 * cols;
        int height = window.height() + 2 * rows;
        byte[] mask = new byte[Math.multiplyExact(width, height)];
        for (var polygon : polygons.get(image)) {
            polygon.mark(window.col() - cols, window.row() - rows, width, height, false, mask);
        }
        double[] distance = new SeamDistance(width, height, grid.pixelWidth(), grid.pixelHeight(), reach).of(mask);
        double[] weights = new double[near.length];
        boolean any = false;
        for (int p = 0; p < near.length; p++) {
            int at = (p / window.width() + rows) * width + p % window.width() + cols;
            weights[p] = (distance[at] + reach) / (2 * reach);
            inside[p] |= mask[at] != 0;
            near[p] += weights[p] > 0 ? 1 : 0;
            any |= weights[p] > 0;
        }
        return any ? weights : null;
    }

    private void add(int image, Window window, double[] weights, int[] near, double[] sum, double[] weight)
            throws IOException {
        var source = images.get(image);
        var there = source.info().window().intersection(window.relativeTo(shifts.get(image)[0], shifts.get(image)[1]));
        if (there.isEmpty()) {
            return;
        }
        var part = there.get();
        try (var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(
                    Math.multiplyExact(part.pixels() * info().bands(), (long) Double.BYTES), Double.BYTES);
            source.read(part, pixels);
            for (int band = 0; band < info().bands(); band++) {
                NoData absent = customNoData.isPresent()
                        ? NoData.unprotected(customNoData.getAsDouble())
                        : PixelTypes.noData(source.info(), band);
                for (int row = 0; row < part.height(); row++) {
                    int to = (part.row() + row + shifts.get(image)[1] - window.row()) * window.width()
                            + part.col()
                            + shifts.get(image)[0]
                            - window.col();
                    long from = band * part.pixels() + (long) row * part.width();
                    for (int col = 0; col < part.width(); col++) {
                        double v = pixels.getAtIndex(ValueLayout.JAVA_DOUBLE, from + col);
                        if (near[to + col] != 0 && weights[to + col] > 0 && !absent.is(v)) {
                            sum[band * near.length + to + col] += weights[to + col] * v;
                            weight[band * near.length + to + col] += weights[to + col];
                        }
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
