package dev.stampede.mosaic.clip;

import dev.stampede.geometry.PolygonPixels;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.PixelTypes;
import dev.stampede.mosaic.source.TileScratch;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;

/// An image of which only the pixels inside (or outside) some polygons are kept; the others are no data.
public final class ClippedSource implements PixelSource {
    /// How much of the image is left.
    public enum Crop {
        /// All of it.
        WHOLE,
        /// The polygons' bounding box, up to the next pixel edge outwards.
        OUTWARDS,
        /// The same inwards.
        INWARDS
    }

    /// A side of the box this near to a pixel edge, in pixels, lies on it.
    private static final double ON_EDGE = 1e-6;

    private final PixelSource image;
    private final List<PolygonPixels> polygons;
    private final boolean keepInside;
    private final boolean touchedPixels;
    private final Window window; // in pixels of the image
    private final RasterInfo info;

    /// @param image        closed with this
    /// @param polygons     in map coordinates
    /// @param customNoData replaces the image's no-data value
    public ClippedSource(
            PixelSource image,
            List<Polygon> polygons,
            boolean keepInside,
            boolean touchedPixels,
            Crop crop,
            OptionalDouble customNoData) {
        this.image = image;
        this.keepInside = keepInside;
        this.touchedPixels = touchedPixels;
        var from = image.info();
        Affine grid = from.affine().orElseThrow();
        var columns = new PolygonPixels.Axis(grid.c(), grid.a());
        var rows = new PolygonPixels.Axis(grid.f(), grid.e());
        this.polygons = polygons.stream()
                .map(polygon -> new PolygonPixels(polygon, columns, rows))
                .toList();
        this.window = crop == Crop.WHOLE ? from.window() : cropped(crop);
        this.info = new RasterInfo(
                window.width(),
                window.height(),
                from.dtype(),
                Optional.of(grid.at(window.col(), window.row())),
                from.crs(),
                customNoData.isPresent() ? Collections.nCopies(from.bands(), customNoData) : from.noData(),
                from.bandNames(),
                from.blockWidth(),
                from.blockHeight());
    }

    /// The bounding box of the polygons in whole pixels; may reach beyond the image. One pixel where nothing
    /// is left.
    private Window cropped(Crop crop) {
        var box = new Envelope();
        polygons.forEach(polygon -> box.expandToInclude(polygon.box()));
        if (box.isNull()) {
            return new Window(0, 0, 1, 1);
        }
        boolean inwards = crop == Crop.INWARDS;
        int left = inwards ? ceil(box.getMinX()) : -ceil(-box.getMinX());
        int top = inwards ? ceil(box.getMinY()) : -ceil(-box.getMinY());
        int right = inwards ? -ceil(-box.getMaxX()) : ceil(box.getMaxX());
        int bottom = inwards ? -ceil(-box.getMaxY()) : ceil(box.getMaxY());
        return new Window(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private static int ceil(double place) {
        return Math.toIntExact((long) Math.ceil(place - ON_EDGE));
    }

    @Override
    public String name() {
        return image.name();
    }

    @Override
    public RasterInfo info() {
        return info;
    }

    @Override
    public void read(Window part, MemorySegment outPixels) throws IOException {
        if (!readUnlessEmpty(part, outPixels)) {
            for (int band = 0; band < info.bands(); band++) {
                fill(outPixels.asSlice(band * part.pixels() * Double.BYTES, part.pixels() * Double.BYTES), band);
            }
        }
    }

    @Override
    public boolean readUnlessEmpty(Window part, MemorySegment outPixels) throws IOException {
        var wanted = new Window(window.col() + part.col(), window.row() + part.row(), part.width(), part.height());
        var there = image.info().window().intersection(wanted);
        if (there.isEmpty()) {
            return false;
        }
        byte[] mask = new byte[Math.toIntExact(part.pixels())];
        for (var polygon : polygons) {
            polygon.mark(wanted.col(), wanted.row(), wanted.width(), wanted.height(), touchedPixels, mask);
        }
        if (!keepInside) {
            for (int i = 0; i < mask.length; i++) {
                mask[i] ^= 1;
            }
        }
        if (allZero(mask)) {
            return false;
        }
        if (takesValuesOver() && there.get().equals(wanted)) {
            image.read(wanted, outPixels);
            for (int band = 0; band < info.bands(); band++) {
                takeOut(mask, band, outPixels, band * part.pixels());
            }
            return true;
        }
        try (var scratch = TileScratch.open()) {
            var inside = there.get();
            var pixels = scratch.allocate(
                    Math.multiplyExact(inside.pixels() * info.bands(), (long) Double.BYTES), Double.BYTES);
            image.read(inside, pixels);
            for (int band = 0; band < info.bands(); band++) {
                var out = outPixels.asSlice(band * part.pixels() * Double.BYTES, part.pixels() * Double.BYTES);
                long size = inside.pixels() * Double.BYTES;
                copy(pixels.asSlice(band * size, size), inside, wanted, mask, band, out);
            }
        }
        return true;
    }

    /// Whether a pixel that is kept is the image's pixel, whatever it is.
    private boolean takesValuesOver() {
        return !info.dtype().isFloating() && info.noData().equals(image.info().noData());
    }

    private void takeOut(byte[] mask, int band, MemorySegment out, long at) {
        double fill = PixelTypes.fill(info, band);
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == 0) {
                out.setAtIndex(ValueLayout.JAVA_DOUBLE, at + i, fill);
            }
        }
    }

    private static boolean allZero(byte[] mask) {
        return Arrays.mismatch(mask, new byte[mask.length]) < 0;
    }

    private void fill(MemorySegment out, int band) {
        double fill = PixelTypes.fill(info, band);
        for (long i = 0; i < out.byteSize() / Double.BYTES; i++) {
            out.setAtIndex(ValueLayout.JAVA_DOUBLE, i, fill);
        }
    }

    private void copy(MemorySegment pixels, Window inside, Window wanted, byte[] mask, int band, MemorySegment out) {
        double fill = PixelTypes.fill(info, band);
        NoData absent = PixelTypes.noData(image.info(), band);
        NoData kept = PixelTypes.noData(info, band);
        for (int row = 0; row < wanted.height(); row++) {
            int sourceRow = wanted.row() + row - inside.row();
            boolean rowThere = sourceRow >= 0 && sourceRow < inside.height();
            for (int col = 0; col < wanted.width(); col++) {
                int at = row * wanted.width() + col;
                int sourceCol = wanted.col() + col - inside.col();
                double value = fill;
                if (mask[at] != 0 && rowThere && sourceCol >= 0 && sourceCol < inside.width()) {
                    double v =
                            pixels.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) sourceRow * inside.width() + sourceCol);
                    value = absent.is(v) ? fill : v == kept.value() ? kept.substitute() : v;
                }
                out.setAtIndex(ValueLayout.JAVA_DOUBLE, at, value);
            }
        }
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
