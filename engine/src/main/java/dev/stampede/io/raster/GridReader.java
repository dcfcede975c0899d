package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalRequest;
import dev.stampede.bindings.gdal.GdalTools;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Resampling;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Reads a file as it would look on another grid. Where the file's pixels coincide with the grid's they are
/// copied; else GDAL resamples, and reprojects where the systems differ.
///
/// @param affine where the pixels of the grid lie, north-up
/// @param width  columns
/// @param height rows
/// @param crs    reference system of the grid
public record GridReader(Affine affine, int width, int height, String crs) {
    private static final double TOLERANCE = 1e-3; // of a pixel

    /// Part of a file on the grid.
    ///
    /// @param values (band, row, column) of the window, in the file's type
    /// @param window the pixels of the grid the file reaches
    /// @param noData the value of pixels without data; empty if every pixel has some
    public record Part(ArrayView values, Window window, OptionalDouble noData) {}

    /// A file and what of it lies on the grid.
    ///
    /// @param info what the file says about itself
    /// @param part empty if it does not reach the grid
    public record Found(RasterInfo info, Optional<Part> part) {}

    /// @throws IllegalArgumentException if the grid is turned or its rows go up
    public GridReader {
        if (!affine.isAligned() || !(affine.a() > 0 && affine.e() < 0)) {
            throw new IllegalArgumentException("a grid to read onto is north-up, not " + affine);
        }
    }

    /// The part of a file that reaches the grid.
    /// @param bands      numbers from 1; `null` for all
    /// @param resampling where pixels do not coincide
    /// @param fallback   the value of pixels without data for a file that names none but does not fill its
    ///     window, as one that is turned by reprojection
    /// @throws IOException if it cannot be read, does not say where it lies, or lacks a band
    public Found read(
            SegmentAllocator allocator, String name, int[] bands, Resampling resampling, OptionalDouble fallback)
            throws IOException {
        try (var file = RasterFile.open(name)) {
            var info = file.info();
            if (info.affine().isEmpty() || info.crs().isEmpty()) {
                throw new UnreadableRasterException(name + ": does not say where it lies (no "
                        + (info.crs().isEmpty() ? "reference system" : "geotransform") + ")");
            }
            var numbers = bands == null ? IntStream.rangeClosed(1, info.bands()).toArray() : bands;
            for (int number : numbers) {
                if (number < 1 || number > info.bands()) {
                    throw new UnreadableRasterException(
                            name + ": has bands 1 to " + info.bands() + "; asked for " + number);
                }
            }
            var window = reached(info);
            if (window.isEmpty()) {
                return new Found(info, Optional.empty());
            }
            var part = window.get();
            var out = ArrayView.allocate(allocator, info.dtype(), numbers.length, part.height(), part.width());
            var noData = info.noData().get(numbers[0] - 1);
            var same = coincident(info);
            if (same.isPresent()) {
                var shift = same.get();
                file.read(part.relativeTo(shift[0], shift[1]), numbers, info.dtype(), out.segment());
                return new Found(info, Optional.of(new Part(out, part, noData)));
            }
            var outside = noData.isPresent() ? noData : fallback;
            warp(name, info, part, numbers, resampling, outside, out);
            return new Found(info, Optional.of(new Part(out, part, outside)));
        }
    }

    /// The pixels of the grid inside the file's box.
    private Optional<Window> reached(RasterInfo info) throws IOException {
        Bounds box;
        try (var way = Reprojection.open(info.crs(), crs)) {
            box = way.bounds(info.bounds().orElseThrow());
        }
        int left = limited(Math.floor((box.minX() - affine.c()) / affine.a() + TOLERANCE), width);
        int right = limited(Math.ceil((box.maxX() - affine.c()) / affine.a() - TOLERANCE), width);
        int top = limited(Math.floor((box.maxY() - affine.f()) / affine.e() + TOLERANCE), height);
        int bottom = limited(Math.ceil((box.minY() - affine.f()) / affine.e() - TOLERANCE), height);
        return left < right && top < bottom
                ? Optional.of(new Window(left, top, right - left, bottom - top))
                : Optional.empty();
    }

    private static int limited(double pixel, int size) {
        return (int) Math.clamp(pixel, 0, size);
    }

    /// Column and row of the grid where the file's first pixel lies, if its pixels are pixels of the grid.
    private Optional<int[]> coincident(RasterInfo info) throws IOException {
        var own = info.affine().orElseThrow();
        double col = (own.c() - affine.c()) / affine.a();
        double row = (own.f() - affine.f()) / affine.e();
        boolean coincide = own.isAligned()
                && Math.abs(own.a() - affine.a()) * info.width() <= TOLERANCE * affine.a()
                && Math.abs(own.e() - affine.e()) * info.height() <= TOLERANCE * -affine.e()
                && Math.abs(col - Math.rint(col)) <= TOLERANCE
                && Math.abs(row - Math.rint(row)) <= TOLERANCE
                && Math.abs(col) < Integer.MAX_VALUE
                && Math.abs(row) < Integer.MAX_VALUE
                && Reprojection.same(info.crs(), crs);
        return coincide ? Optional.of(new int[] {(int) Math.rint(col), (int) Math.rint(row)}) : Optional.empty();
    }

    private void warp(
            String name,
            RasterInfo info,
            Window part,
            int[] numbers,
            Resampling resampling,
            OptionalDouble outside,
            ArrayView out)
            throws IOException {
        var box = affine.bounds(part);
        var arguments = new ArrayList<>(List.of("-of", "MEM", "-t_srs", crs, "-te"));
        for (double side : new double[] {box.minX(), box.minY(), box.maxX(), box.maxY()}) {
            arguments.add(Double.toString(side));
        }
        arguments.addAll(List.of("-ts", Integer.toString(part.width()), Integer.toString(part.height())));
        arguments.addAll(List.of("-r", Warping.word(resampling)));
        if (outside.isPresent()) {
            arguments.addAll(List.of("-dstnodata", Double.toString(outside.getAsDouble())));
        }
        try (var source = GdalDataset.openRaster(name);
                var warped = GdalTools.warp("", List.of(source), arguments)) {
            warped.read(
                    GdalRequest.window(0, 0, part.width(), part.height(), numbers, SampleTypes.gdal(info.dtype())),
                    out.segment());
        }
    }
}
