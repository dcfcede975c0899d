package dev.stampede.mosaic.merge;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.kernels.matching.PixelRange;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.PixelTypes;
import dev.stampede.mosaic.source.TileScratch;
import dev.stampede.mosaic.source.Tiles;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Window;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Images over each other, later ones on top. A band of a pixel is transparent where it is no data. The
/// mosaic begins at the upper left corner of all images together; an image on another grid is placed by the
/// pixel that each centre of the mosaic lies in.
public final class MosaicSource implements PixelSource {
    /// Coordinates this little below a pixel edge count as on it.
    private static final double EDGE = 1e-10;

    /// A pixel of the mosaic of which less than this share is covered gets nothing.
    private static final double TOUCH = 1e-3;

    private final String name;
    private final List<PixelSource> images;
    private final OptionalDouble customNoData;
    private final RasterInfo info;
    private final GainOffset kernel;

    /// @param images closed with this; the first is the lowest
    /// @throws UsageException if the images differ in reference system or number of bands, or there is none
    public MosaicSource(String name, List<PixelSource> images, MergeParameters parameters, GainOffset kernel) {
        this.name = name;
        this.images = List.copyOf(images);
        this.kernel = kernel;
        this.customNoData = parameters.customNoData();
        check(images);
        var first = images.getFirst().info();
        var pixel = parameters
                .resolution()
                .of(images.stream().map(PixelSource::info).toList());
        var bounds = images.stream()
                .map(image -> image.info().bounds().orElseThrow())
                .reduce(Bounds::union)
                .orElseThrow();
        var noData = customNoData.isPresent() ? Collections.nCopies(first.bands(), customNoData) : first.noData();
        this.info = new RasterInfo(
                (int) Math.max(1, Math.floor(bounds.width() / pixel.width() + 0.5)),
                (int) Math.max(1, Math.floor(bounds.height() / pixel.height() + 0.5)),
                parameters.type().orElse(first.dtype()),
                Optional.of(Affine.northUp(bounds.minX(), bounds.maxY(), pixel.width(), pixel.height())),
                first.crs(),
                noData,
                first.bandNames(),
                first.blockWidth(),
                first.blockHeight());
    }

    private static void check(List<PixelSource> images) {
        if (images.isEmpty()) {
            throw new UsageException("a mosaic needs at least one image");
        }
        var first = images.getFirst();
        for (var image : images) {
            if (image.info().bands() != first.info().bands()) {
                throw new UsageException("image '" + image.name() + "' has "
                        + image.info().bands() + " bands, '" + first.name() + "' has "
                        + first.info().bands() + "; a mosaic needs the same bands in all");
            }
            if (!image.info().crs().equals(first.info().crs())) {
                throw new UsageException("images '" + image.name() + "' and '" + first.name()
                        + "' have different reference systems; reproject them first");
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RasterInfo info() {
        return info;
    }

    @Override
    public void read(Window window, MemorySegment outPixels) throws IOException {
        for (var strip : Tiles.strips(window)) {
            for (int band = 0; band < info.bands(); band++) {
                long from = band * window.pixels() + (long) (strip.row() - window.row()) * window.width();
                fill(
                        outPixels.asSlice(from * Double.BYTES, strip.pixels() * Double.BYTES),
                        PixelTypes.fill(info, band));
            }
            for (var image : images) {
                lay(image, window, strip, outPixels);
            }
        }
    }

    private static void fill(MemorySegment out, double value) {
        if (Double.doubleToRawLongBits(value) == 0) {
            out.fill((byte) 0);
            return;
        }
        for (long i = 0; i < out.byteSize() / Double.BYTES; i++) {
            out.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value);
        }
    }

    private void lay(PixelSource image, Window window, Window strip, MemorySegment outPixels) throws IOException {
        var to = info.affine().orElseThrow();
        var from = image.info().affine().orElseThrow();
        int[] cols = places(
                window.col(),
                window.width(),
                to.a(),
                to.c(),
                from.a(),
                from.c(),
                image.info().width());
        int[] rows = places(
                strip.row(),
                strip.height(),
                to.e(),
                to.f(),
                from.e(),
                from.f(),
                image.info().height());
        var width = IntStream.of(cols).filter(c -> c >= 0).summaryStatistics();
        var height = IntStream.of(rows).filter(r -> r >= 0).summaryStatistics();
        if (width.getCount() == 0 || height.getCount() == 0) {
            return;
        }
        var needed = new Window(
                width.getMin(),
                height.getMin(),
                width.getMax() - width.getMin() + 1,
                height.getMax() - height.getMin() + 1);
        // On the mosaic's own grid and in its type there is nothing to place and nothing to convert.
        boolean direct = image.dtype() == info.dtype() && isRun(cols, width) && isRun(rows, height);
        try (var scratch = TileScratch.open()) {
            var pixels = scratch.allocate(
                    Math.multiplyExact(needed.pixels() * info.bands(), (long) Double.BYTES), Double.BYTES);
            if (!image.readUnlessEmpty(needed, pixels)) {
                return;
            }
            for (int band = 0; band < info.bands(); band++) {
                long at = band * window.pixels() + (long) (strip.row() - window.row()) * window.width();
                if (direct) {
                    at += (long) first(rows) * window.width() + first(cols);
                    overlay(image.info(), band, pixels, needed, window.width(), outPixels, at);
                } else {
                    layBand(image.info(), band, pixels, needed, cols, rows, outPixels, at);
                }
            }
        }
    }

    /// The source pixel of each target pixel along one axis; -1 outside. A target pixel at the border that the
    /// source covers in part takes the border's value.
    private static int[] places(
            int first, int count, double step, double origin, double sourceStep, double sourceOrigin, int size) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            double s = (origin - sourceOrigin + (first + i + 0.5) * step) / sourceStep;
            double cell = Math.floor(s + EDGE);
            double half = Math.abs(step / sourceStep) / 2;
            boolean covered = s + half > 2 * half * TOUCH && s - half < size - 2 * half * TOUCH;
            places[i] = covered ? (int) Math.clamp(cell, 0, size - 1) : -1;
        }
        return places;
    }

    /// Whether the places inside are one after the other.
    private static boolean isRun(int[] places, IntSummaryStatistics inside) {
        if (inside.getMax() - inside.getMin() + 1 != inside.getCount()) {
            return false;
        }
        int first = first(places);
        for (int i = 0; i < inside.getCount(); i++) {
            if (places[first + i] != inside.getMin() + i) {
                return false;
            }
        }
        return true;
    }

    private static int first(int[] places) {
        int first = 0;
        while (places[first] < 0) {
            first++;
        }
        return first;
    }

    private NoData absent(RasterInfo image, int band) {
        return customNoData.isPresent()
                ? NoData.unprotected(customNoData.getAsDouble())
                : PixelTypes.noData(image, band);
    }

    private void overlay(
            RasterInfo image, int band, MemorySegment pixels, Window needed, int stride, MemorySegment out, long at) {
        var absent = absent(image, band);
        var kept = PixelTypes.noData(info, band);
        for (int row = 0; row < needed.height(); row++) {
            long from = band * needed.pixels() + (long) row * needed.width();
            kernel.overlay(
                    new Plane(pixels, from, needed.width()),
                    needed.width(),
                    absent,
                    kept,
                    new Plane(out, at + (long) row * stride, needed.width()));
        }
    }

    private void layBand(
            RasterInfo image,
            int band,
            MemorySegment pixels,
            Window needed,
            int[] cols,
            int[] rows,
            MemorySegment out,
            long outAt) {
        NoData absent = absent(image, band);
        boolean sameType = image.dtype() == info.dtype();
        PixelRange range = PixelTypes.range(info.dtype());
        NoData kept = PixelTypes.noData(info, band);
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] < 0) {
                continue;
            }
            long sourceRow = band * needed.pixels() + (long) (rows[row] - needed.row()) * needed.width();
            long outRow = outAt + (long) row * cols.length;
            for (int col = 0; col < cols.length; col++) {
                if (cols[col] >= 0) {
                    double v = pixels.getAtIndex(ValueLayout.JAVA_DOUBLE, sourceRow + cols[col] - needed.col());
                    if (!absent.is(v)) {
                        double stored = sameType ? v : range.convert(v);
                        out.setAtIndex(
                                ValueLayout.JAVA_DOUBLE,
                                outRow + col,
                                stored == kept.value() ? kept.substitute() : stored);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        FileSource.closeAll(images);
    }
}
