package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalRequest;
import dev.stampede.bindings.gdal.GdalTools;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Resampling;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Rasters brought onto other grids by GDAL. Fill pixels do not take part; where nothing lies the result is
/// fill, or NaN in floating rasters without a fill value, else 0.
public final class Warping {
    private Warping() {}

    /// A grid without rotation, rows going down.
    public record Target(Crs crs, Bounds bounds, int width, int height) {}

    /// Onto a grid.
    /// @throws IOException if GDAL is missing or cannot bring the systems together
    public static GeoRaster onto(SegmentAllocator allocator, GeoRaster in, Target target, Resampling resampling)
            throws IOException {
        var out = ArrayView.allocate(allocator, in.dtype(), in.bands(), target.height(), target.width());
        try (var source = dataset(in)) {
            return warp(source, in, target(target), resampling, out);
        }
    }

    /// Into another system on a grid GDAL thinks fit.
    /// @param resolution width and height of a pixel; empty for what keeps the number along the diagonal
    /// @throws IOException if GDAL is missing or cannot bring the systems together
    public static GeoRaster into(
            SegmentAllocator allocator, GeoRaster in, Crs crs, List<Double> resolution, Resampling resampling)
            throws IOException {
        try (var source = dataset(in)) {
            return warp(allocator, source, in, target(crs, resolution), resampling);
        }
    }

    private static List<String> target(Crs crs, List<Double> resolution) {
        var words = new ArrayList<>(List.of("-t_srs", crs.text()));
        if (!resolution.isEmpty()) {
            words.addAll(List.of(
                    "-tr",
                    resolution.getFirst().toString(),
                    resolution.getLast().toString()));
        }
        return words;
    }

    /// Part of a file onto a grid; reads only what is needed, from overviews where they suffice.
    /// @throws IOException if it cannot be read
    public static GeoRaster fileOnto(SegmentAllocator allocator, FileSource file, Target target, Resampling resampling)
            throws IOException {
        try (var source = GdalDataset.openRaster(file.name())) {
            var out = ArrayView.allocate(allocator, file.dtype(), file.bands(), target.height(), target.width());
            return warp(source, look(allocator, file), target(target), resampling, out);
        }
    }

    /// A file into another system on a grid GDAL thinks fit, see [#into].
    /// @throws IOException if it cannot be read, or the systems cannot be brought together
    public static GeoRaster fileInto(
            SegmentAllocator allocator, FileSource file, Crs crs, List<Double> resolution, Resampling resampling)
            throws IOException {
        try (var source = GdalDataset.openRaster(file.name())) {
            return warp(allocator, source, look(allocator, file), target(crs, resolution), resampling);
        }
    }

    /// Type, bands and what is known of a file, without its pixels.
    private static GeoRaster look(SegmentAllocator allocator, FileSource file) {
        return new GeoRaster(
                ArrayView.allocate(allocator, file.dtype(), file.bands(), 1, 1),
                file.affine(),
                file.crs(),
                file.fill(),
                file.attributes());
    }

    /// The name GDAL's programs use.
    static String word(Resampling resampling) {
        return switch (resampling) {
            case NEAREST -> "near";
            case CUBIC_SPLINE -> "cubicspline";
            case MEDIAN -> "med";
            default -> resampling.name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<String> target(Target target) {
        var box = target.bounds();
        var words = new ArrayList<String>();
        if (!target.crs().isNone()) {
            words.addAll(List.of("-t_srs", target.crs().text()));
        }
        words.addAll(List.of("-te", number(box.minX()), number(box.minY()), number(box.maxX()), number(box.maxY())));
        words.addAll(List.of("-ts", Integer.toString(target.width()), Integer.toString(target.height())));
        return words;
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    /// Onto a grid of a size that GDAL finds: it is asked before anything is made.
    private static GeoRaster warp(
            SegmentAllocator allocator, GdalDataset source, GeoRaster like, List<String> where, Resampling resampling)
            throws IOException {
        var words = new ArrayList<>(List.of("-of", "VRT", "-r", word(resampling)));
        words.addAll(where);
        int width;
        int height;
        try (var planned = GdalTools.warp("", List.of(source), words)) {
            width = planned.width();
            height = planned.height();
        }
        var out = ArrayView.allocate(allocator, like.dtype(), like.bands(), height, width);
        return warp(source, like, where, resampling, out);
    }

    /// @param out (band, row, column) of the size the result has
    private static GeoRaster warp(
            GdalDataset source, GeoRaster like, List<String> where, Resampling resampling, ArrayView out)
            throws IOException {
        var words = new ArrayList<>(List.of("-of", "MEM", "-r", word(resampling)));
        words.addAll(where);
        boolean floating = like.dtype().isFloating();
        var fill = like.fill().isPresent() ? like.fill().getAsDouble() : floating ? Double.NaN : 0;
        if (like.fill().isPresent()) {
            words.addAll(List.of("-srcnodata", text(fill)));
        }
        words.addAll(List.of("-dstnodata", text(fill)));
        try (var warped = GdalTools.warp("", List.of(source), words)) {
            if (warped.width() != out.size(2) || warped.height() != out.size(1) || warped.bandCount() < out.size(0)) {
                throw new IOException(source.name() + ": the result has " + warped.bandCount() + " bands of "
                        + warped.height() + " x " + warped.width() + ", expected " + out);
            }
            var numbers = IntStream.rangeClosed(1, out.size(0)).toArray();
            warped.read(
                    GdalRequest.window(0, 0, warped.width(), warped.height(), numbers, SampleTypes.gdal(like.dtype())),
                    out.segment());
            var values = like.rank() == 2 ? out.select(0, 0) : out;
            var affine = warped.geoTransform().map(Affine::ofGeoTransform).orElse(Affine.IDENTITY);
            return new GeoRaster(values, affine, new Crs(warped.crs()), like.fill(), like.attributes());
        }
    }

    private static String text(double fill) {
        return Double.isNaN(fill)
                ? "nan"
                : fill == Math.rint(fill) && Math.abs(fill) < 1e15 ? Long.toString((long) fill) : Double.toString(fill);
    }

    /// A copy of a carrier of rank 2 or 3 as a dataset in memory.
    private static GdalDataset dataset(GeoRaster in) throws IOException {
        if (in.rank() > 3) {
            throw new IllegalArgumentException("only bands, rows and columns can be warped, not " + in.values());
        }
        int bands = in.bands();
        var type = SampleTypes.gdal(in.dtype() == DType.BOOL ? DType.UINT8 : in.dtype());
        var dataset = GdalDataset.create("MEM", "", in.width(), in.height(), bands, type, Map.of());
        try (var scratch = Arena.ofConfined()) {
            dataset.setGeoTransform(in.affine().geoTransform());
            if (!in.crs().isNone()) {
                dataset.setCrs(in.crs().text());
            }
            var dense = in.values().isDense() ? in.values() : in.values().copy(scratch);
            var numbers = IntStream.rangeClosed(1, bands).toArray();
            dataset.write(
                    GdalRequest.window(0, 0, in.width(), in.height(), numbers, type),
                    dense.segment().asSlice(dense.offset() * dense.dtype().bytes()));
            return dataset;
        } catch (IOException | RuntimeException failure) {
            dataset.close();
            throw failure;
        }
    }
}
