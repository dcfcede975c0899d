package dev.stampede.mosaic.report;

import dev.stampede.io.raster.RasterFile;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// A few bands of images over each other, in few pixels: means of the valid pixels each covers.
final class QuickLook {
    private static final double LOW = 0.02;
    private static final double HIGH = 0.98;
    private static final int LONGEST = 760; // pixels of the longer side
    private static final double FLATTEST = 0.2; // shorter over longer side of what is legible

    private final Bounds area;
    private final int width;
    private final int height;
    private final int[] bands;
    private final double[][] values;

    /// Value of the darkest and the brightest colour, per band shown.
    record Stretch(double[] low, double[] high) {}

    private QuickLook(Bounds area, int[] bands) {
        double aspect = area.height() / area.width();
        int shorter = (int) Math.round(LONGEST * Math.max(FLATTEST, Math.min(aspect, 1 / aspect)));
        this.area = area;
        this.width = aspect <= 1 ? LONGEST : shorter;
        this.height = aspect <= 1 ? shorter : LONGEST;
        this.bands = bands;
        this.values = new double[bands.length][width * height];
        for (var band : values) {
            Arrays.fill(band, Double.NaN);
        }
    }

    /// The bands shown as red, green and blue: the first three, or in images with more the third, second and first,
    /// the usual order of sensors; a single one as grey.
    static int[] bands(int count) {
        return count < 3 ? new int[] {1} : count == 3 ? new int[] {1, 2, 3} : new int[] {3, 2, 1};
    }

    /// @param files  north-up; later ones on top
    /// @param noData stands for no data where a file does not say what does
    /// @throws IOException if a file cannot be read
    static QuickLook of(List<Path> files, Bounds area, OptionalDouble noData) throws IOException {
        QuickLook look = null;
        for (var file : files) {
            try (var raster = RasterFile.open(file.toString())) {
                if (look == null) {
                    look = new QuickLook(area, bands(raster.info().bands()));
                }
                look.lay(raster, noData);
            }
        }
        return look;
    }

    private void lay(RasterFile raster, OptionalDouble noData) throws IOException {
        var info = raster.info();
        var own = info.bounds().orElseThrow();
        int left = (int) Math.round((own.minX() - area.minX()) / area.width() * width);
        int right = (int) Math.round((own.maxX() - area.minX()) / area.width() * width);
        int top = (int) Math.round((area.maxY() - own.maxY()) / area.height() * height);
        int bottom = (int) Math.round((area.maxY() - own.minY()) / area.height() * height);
        int cols = Math.max(1, right - left);
        int rows = Math.max(1, bottom - top);
        try (var arena = Arena.ofConfined()) {
            long pixels = (long) cols * rows;
            var read = arena.allocate(8 * pixels * bands.length, 8);
            raster.readReduced(info.window(), cols, rows, bands, DType.FLOAT64, read);
            for (int b = 0; b < bands.length; b++) {
                double empty = info.noData().get(bands[b] - 1).orElse(noData.orElse(Double.NaN));
                for (int row = Math.max(0, -top); row < rows && top + row < height; row++) {
                    for (int col = Math.max(0, -left); col < cols && left + col < width; col++) {
                        double v = read.getAtIndex(ValueLayout.JAVA_DOUBLE, b * pixels + (long) row * cols + col);
                        if (v != empty && !Double.isNaN(v)) {
                            values[b][(top + row) * width + left + col] = v;
                        }
                    }
                }
            }
        }
    }

    /// From the second to the ninety-eighth percentile of each band.
    Stretch stretch() {
        var low = new double[bands.length];
        var high = new double[bands.length];
        for (int b = 0; b < bands.length; b++) {
            var sorted = Arrays.stream(values[b])
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            if (sorted.length > 0) {
                low[b] = sorted[(int) (LOW * (sorted.length - 1))];
                high[b] = sorted[(int) (HIGH * (sorted.length - 1))];
            }
        }
        return new Stretch(low, high);
    }

    /// @param unit of map coordinates
    RasterPanel panel(String heading, Stretch stretch, String unit) {
        var pixels = new int[width * height];
        for (int p = 0; p < pixels.length; p++) {
            int rgb = 0;
            boolean valid = true;
            for (int c = 0; c < 3; c++) {
                int b = Math.min(c, bands.length - 1);
                double v = values[b][p];
                valid &= !Double.isNaN(v);
                double range = stretch.high()[b] - stretch.low()[b];
                double t = range > 0 ? Math.clamp((v - stretch.low()[b]) / range, 0, 1) : 0.5;
                rgb = rgb << 8 | (int) Math.round(255 * t);
            }
            pixels[p] = valid ? rgb : RasterPanel.NO_DATA;
        }
        return RasterPanel.area(heading, width, height, pixels, area, unit);
    }

    /// Corners of a shape, `x, y, x, y, ...`, as columns and rows of the picture.
    double[] columnsAndRows(double[] ring) {
        var placed = new double[ring.length];
        for (int i = 0; i + 1 < ring.length; i += 2) {
            placed[i] = (ring[i] - area.minX()) / area.width() * width;
            placed[i + 1] = (area.maxY() - ring[i + 1]) / area.height() * height;
        }
        return placed;
    }

    /// Which bands are shown, for a line of text.
    String bandText() {
        return bands.length == 1
                ? "band " + bands[0]
                : "bands " + bands[0] + ", " + bands[1] + ", " + bands[2] + " as red, green, blue";
    }
}
