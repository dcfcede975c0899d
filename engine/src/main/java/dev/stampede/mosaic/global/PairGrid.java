package dev.stampede.mosaic.global;

import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// The pixels two images share, numbered from the upper left corner of the intersection of their bounds, on the
/// grid of the first. The second is brought there by nearest neighbour; where the grids are not congruent, its
/// window may differ by one row or column and lie up to half a pixel beside the first's.
///
/// @param first        whose pixels are taken as they are
/// @param second       whose pixels are brought to the first's grid
/// @param firstWindow  window of the first: every pixel touched by more than a thousandth
/// @param shared       the intersection
/// @param secondCols   columns of the second's window
/// @param secondRows   rows of the second's window
record PairGrid(
        PixelSource first, PixelSource second, Window firstWindow, Bounds shared, int secondCols, int secondRows) {
    private static final double TOUCHED = 0.001;
    private static final double ON_EDGE = 1e-10;

    static PairGrid of(PixelSource first, PixelSource second) {
        var shared = first.bounds().intersection(second.bounds());
        var affine = first.affine();
        double x0 = (shared.minX() - affine.c()) / affine.a();
        double x1 = (shared.maxX() - affine.c()) / affine.a();
        double y0 = (shared.maxY() - affine.f()) / affine.e();
        double y1 = (shared.minY() - affine.f()) / affine.e();
        int col = Math.max(0, (int) Math.floor(x0 + TOUCHED));
        int row = Math.max(0, (int) Math.floor(y0 + TOUCHED));
        int endCol = Math.min(first.width(), (int) Math.ceil(x1 - TOUCHED));
        int endRow = Math.min(first.height(), (int) Math.ceil(y1 - TOUCHED));
        return new PairGrid(
                first,
                second,
                new Window(col, row, Math.max(1, endCol - col), Math.max(1, endRow - row)),
                shared,
                Math.max(1, (int) Math.floor(shared.width() / affine.pixelWidth() + 0.5)),
                Math.max(1, (int) Math.floor(shared.height() / affine.pixelHeight() + 0.5)));
    }

    int firstCols() {
        return firstWindow.width();
    }

    int firstRows() {
        return firstWindow.height();
    }

    /// The window both cover.
    Window common() {
        return Window.of(Math.min(firstCols(), secondCols), Math.min(firstRows(), secondRows));
    }

    /// Pixels of the first within a window of the shared grid.
    void readFirst(Window window, MemorySegment out) throws IOException {
        first.read(
                new Window(
                        window.col() + firstWindow.col(),
                        window.row() + firstWindow.row(),
                        window.width(),
                        window.height()),
                out);
    }

    /// Pixels of the second within a window of the shared grid.
    void readSecond(Window window, SegmentAllocator scratch, MemorySegment out) throws IOException {
        var own = second.affine();
        int[] cols = new int[window.width()];
        int[] rows = new int[window.height()];
        for (int i = 0; i < cols.length; i++) {
            double x = shared.minX() + (window.col() + i + 0.5) * first.affine().a();
            cols[i] = clamped((x - own.c()) / own.a(), second.width());
        }
        for (int i = 0; i < rows.length; i++) {
            double y = shared.maxY() + (window.row() + i + 0.5) * first.affine().e();
            rows[i] = clamped((y - own.f()) / own.e(), second.height());
        }
        int width = cols[cols.length - 1] - cols[0] + 1;
        int height = rows[rows.length - 1] - rows[0] + 1;
        var source = new Window(cols[0], rows[0], width, height);
        if (consecutive(cols) && consecutive(rows)) {
            second.read(source, out);
            return;
        }
        var pixels = scratch.allocate(second.bytes(source), Double.BYTES);
        second.read(source, pixels);
        long to = 0;
        for (int band = 0; band < second.bands(); band++) {
            for (int row : rows) {
                long line = ((long) band * height + row - rows[0]) * width - cols[0];
                for (int col : cols) {
                    out.setAtIndex(MaskedMoments.F64, to++, pixels.getAtIndex(MaskedMoments.F64, line + col));
                }
            }
        }
    }

    /// A centre within half a pixel outside, which rounding of the window's size can bring about, counts as
    /// the outermost pixel.
    private static int clamped(double coordinate, int size) {
        return Math.clamp((long) Math.floor(coordinate + ON_EDGE), 0, size - 1);
    }

    private static boolean consecutive(int[] numbers) {
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] != numbers[i - 1] + 1) {
                return false;
            }
        }
        return true;
    }
}
