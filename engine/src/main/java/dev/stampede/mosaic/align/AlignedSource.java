package dev.stampede.mosaic.align;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.resample.AxisTaps;
import dev.stampede.kernels.resample.GridResample;
import dev.stampede.kernels.resample.Interpolation;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.PixelTypes;
import dev.stampede.mosaic.Resolution.PixelSize;
import dev.stampede.mosaic.source.TileScratch;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.function.Supplier;

/// An image on its target grid, each window computed from the window of the image that it needs.
///
/// A grid that differs from the image's by whole pixels only (to [#SAME_GRID]) takes values over unchanged.
/// Where the target pixels are at least twice as large in one direction the kernel is stretched by the factor
/// of each direction, against aliasing.
public final class AlignedSource implements PixelSource {
    /// Shift, in source pixels over the whole image, below which two grids are the same. A value moves by at
    /// most this share of the difference to its neighbour, far below one unit of an integer type.
    private static final double SAME_GRID = 1e-6;

    private static final double COARSER = 2;
    private static final double FACTOR_ROUNDING = 1e-9;

    private final PixelSource image;
    private final RasterInfo info;
    private final Interpolation method;
    private final Optional<GridResample> kernel; // none where pixels are taken over

    /// @param image        closed with this
    /// @param pixel        target pixel size
    /// @param targetPixels see [AlignParameters]
    /// @param kernel       asked for where pixels have to be computed
    public AlignedSource(
            PixelSource image,
            PixelSize pixel,
            boolean targetPixels,
            Interpolation method,
            Supplier<GridResample> kernel) {
        this.image = image;
        this.method = method;
        var from = image.info();
        var grid = TargetGrid.of(from, pixel, targetPixels);
        this.info = new RasterInfo(
                grid.width(),
                grid.height(),
                from.dtype(),
                Optional.of(grid.affine()),
                from.crs(),
                from.noData(),
                from.bandNames(),
                from.blockWidth(),
                from.blockHeight());
        this.kernel = isSameGrid() ? Optional.empty() : Optional.of(kernel.get());
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
    public void read(Window window, MemorySegment outPixels) throws IOException {
        if (isSameGrid()) {
            copy(window, outPixels);
            return;
        }
        var bands = new GridResample.Band[info.bands()];
        var taps = taps(window);
        if (taps.cols().low() < 0 || taps.rows().low() < 0) {
            for (int b = 0; b < bands.length; b++) {
                var out = new Plane(outPixels, b * window.pixels(), window.width());
                fill(out, window, PixelTypes.fill(info, b));
            }
            return;
        }
        var needed = new Window(
                taps.cols().low(),
                taps.rows().low(),
                taps.cols().high() - taps.cols().low(),
                taps.rows().high() - taps.rows().low());
        try (var scratch = TileScratch.open()) {
            var pixels = scratch.allocate(
                    Math.multiplyExact(needed.pixels() * bands.length, (long) Double.BYTES), Double.BYTES);
            image.read(needed, pixels);
            for (int b = 0; b < bands.length; b++) {
                bands[b] = new GridResample.Band(
                        new Plane(pixels, b * needed.pixels(), needed.width()),
                        PixelTypes.noData(info, b),
                        PixelTypes.fill(info, b),
                        PixelTypes.range(info.dtype()),
                        new Plane(outPixels, b * window.pixels(), window.width()));
            }
            var fallback = method == Interpolation.CUBIC && !isCoarser() ? taps(window, Interpolation.BILINEAR) : null;
            kernel.orElseThrow().run(bands, needed.row(), needed.col(), taps, fallback);
        }
    }

    /// Takes pixels over where the grids differ by whole pixels: what every method gives there.
    private void copy(Window window, MemorySegment outPixels) throws IOException {
        var to = info.affine().orElseThrow();
        var from = image.info().affine().orElseThrow();
        int cols = (int) Math.rint((to.c() - from.c()) / from.a());
        int rows = (int) Math.rint((to.f() - from.f()) / from.e());
        var wanted = new Window(window.col() + cols, window.row() + rows, window.width(), window.height());
        var there = image.info().window().intersection(wanted);
        if (there.isPresent() && there.get().equals(wanted)) {
            image.read(wanted, outPixels);
        } else {
            for (int b = 0; b < info.bands(); b++) {
                var out = new Plane(outPixels, b * window.pixels(), window.width());
                fill(out, window, PixelTypes.fill(info, b));
            }
            if (there.isPresent()) {
                lay(there.get(), wanted, outPixels);
            }
        }
        if (info.dtype().isFloating()) {
            fillGaps(window, outPixels);
        }
    }

    private void lay(Window there, Window wanted, MemorySegment outPixels) throws IOException {
        try (var scratch = TileScratch.open()) {
            var pixels = scratch.allocate(
                    Math.multiplyExact(there.pixels() * info.bands(), (long) Double.BYTES), Double.BYTES);
            image.read(there, pixels);
            for (int b = 0; b < info.bands(); b++) {
                for (int row = 0; row < there.height(); row++) {
                    long from = b * there.pixels() + (long) row * there.width();
                    long to = b * wanted.pixels()
                            + (long) (there.row() - wanted.row() + row) * wanted.width()
                            + there.col()
                            - wanted.col();
                    MemorySegment.copy(
                            pixels,
                            from * Double.BYTES,
                            outPixels,
                            to * Double.BYTES,
                            (long) there.width() * Double.BYTES);
                }
            }
        }
    }

    /// Not-a-number counts as no data.
    private void fillGaps(Window window, MemorySegment outPixels) {
        for (int b = 0; b < info.bands(); b++) {
            double fill = PixelTypes.fill(info, b);
            for (long i = b * window.pixels(); i < (b + 1) * window.pixels(); i++) {
                if (Double.isNaN(outPixels.getAtIndex(ValueLayout.JAVA_DOUBLE, i))) {
                    outPixels.setAtIndex(ValueLayout.JAVA_DOUBLE, i, fill);
                }
            }
        }
    }

    private static void fill(Plane out, Window window, double value) {
        for (int row = 0; row < window.height(); row++) {
            for (int col = 0; col < window.width(); col++) {
                out.set(row, col, value);
            }
        }
    }

    private GridResample.Taps taps(Window window) {
        return taps(window, method);
    }

    private GridResample.Taps taps(Window window, Interpolation how) {
        var source = image.info();
        var to = info.affine().orElseThrow();
        var from = source.affine().orElseThrow();
        boolean stretch = isCoarser();
        double[] x = coordinates(window.col(), window.width(), to.a(), to.c(), from.a(), from.c());
        double[] y = coordinates(window.row(), window.height(), to.e(), to.f(), from.e(), from.f());
        return new GridResample.Taps(
                AxisTaps.of(x, source.width(), how, stretch ? Math.max(1, to.a() / from.a()) : 1),
                AxisTaps.of(y, source.height(), how, stretch ? Math.max(1, to.e() / from.e()) : 1));
    }

    /// Source coordinates of target centres, in the order of operations of the reference (target to map, map to
    /// source by the inverse), since centres may fall exactly between two pixels.
    private static double[] coordinates(
            int first, int count, double step, double origin, double sourceStep, double sourceOrigin) {
        double inverse = 1 / sourceStep;
        double shift = -sourceOrigin / sourceStep;
        double[] coordinates = new double[count];
        for (int i = 0; i < count; i++) {
            double place = origin + (first + i + 0.5) * step;
            coordinates[i] = shift + place * inverse;
        }
        return coordinates;
    }

    private boolean isCoarser() {
        var to = info.affine().orElseThrow();
        var from = image.info().affine().orElseThrow();
        return Math.max(to.a() / from.a(), to.e() / from.e()) >= COARSER - FACTOR_ROUNDING;
    }

    private boolean isSameGrid() {
        var to = info.affine().orElseThrow();
        var from = image.info().affine().orElseThrow();
        return sameAxis(to.a(), to.c(), from.a(), from.c(), info.width())
                && sameAxis(to.e(), to.f(), from.e(), from.f(), info.height());
    }

    private static boolean sameAxis(double step, double origin, double sourceStep, double sourceOrigin, int count) {
        double shift = (origin - sourceOrigin) / sourceStep;
        double growth = (step / sourceStep - 1) * count;
        return Math.abs(shift - Math.rint(shift)) < SAME_GRID && Math.abs(growth) < SAME_GRID;
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
