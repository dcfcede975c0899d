package dev.stampede.mosaic.source;

import dev.stampede.raster.Window;
import java.util.ArrayList;
import java.util.List;

/// Windows that together cover an image, in order of rows. They depend on the image alone.
public final class Tiles {
    /// Pixels of a side of the windows statistics are taken over.
    public static final int SIDE = 512;

    /// Pixels of a strip of one band: as doubles, four bands of it stay in the second-level cache.
    public static final int STRIP_PIXELS = 1 << 14;

    private Tiles() {}

    /// Strips of rows of a window, of about [#STRIP_PIXELS]: what is computed at a time.
    public static List<Window> strips(Window whole) {
        return of(whole, whole.width(), (int) Math.clamp(STRIP_PIXELS / whole.width(), 1, whole.height()));
    }

    /// Windows of at most `side x side` pixels.
    public static List<Window> of(Window whole, int side) {
        return of(whole, side, side);
    }

    /// Windows of at most `cols` columns and `rows` rows, from the upper left corner.
    public static List<Window> of(Window whole, int cols, int rows) {
        var windows = new ArrayList<Window>();
        for (int row = whole.row(); row < whole.endRow(); row += rows) {
            for (int col = whole.col(); col < whole.endCol(); col += cols) {
                windows.add(new Window(
                        col, row, Math.min(cols, whole.endCol() - col), Math.min(rows, whole.endRow() - row)));
            }
        }
        return windows;
    }
}
