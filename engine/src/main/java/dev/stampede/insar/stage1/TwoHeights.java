package dev.stampede.insar.stage1;

import dev.stampede.insar.model.StackTexts;
import java.io.IOException;
import java.nio.file.Path;

/// A quantity of Doris given on a grid at two heights.
///
/// @param sea at 0 m
/// @param km  at 1000 m
record TwoHeights(PixelGrid sea, PixelGrid km) {
    private static final double UPPER = 1000; // m

    static TwoHeights read(Path file, int width, int length) throws IOException {
        var both = StackTexts.grid(file);
        int n = StackTexts.GRID;
        var sea = new double[n * n];
        var km = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            sea[i] = both[2 * i];
            km[i] = both[2 * i + 1];
        }
        return new TwoHeights(new PixelGrid(sea, n, n, width, length), new PixelGrid(km, n, n, width, length));
    }

    /// Linear in height.
    /// @param height m
    double at(int line, int column, double height) {
        double low = sea.at(line, column);
        return low + (km.at(line, column) - low) * height / UPPER;
    }
}
