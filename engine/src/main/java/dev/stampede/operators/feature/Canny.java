package dev.stampede.operators.feature;

import dev.stampede.kernels.filter.SeparableFilter;
import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.Components;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;

/// Edges one pixel wide as a mask: after a Gaussian mean of the values that are not NaN, pixels whose slope
/// (the length of Sobel's sums, eight times the slope of a plane) is not less than on both sides across the
/// edge, linear between pixels, and at least `lowThreshold`; of these the connected lines, over sides and
/// corners, that reach `highThreshold` somewhere. Pixels at the border and beside NaN are no edges. Refuses
/// more than one band. Source: Canny (1986), doi:10.1109/TPAMI.1986.4767851.
///
/// @param sigma         of the Gaussian in pixels, 1
/// @param lowThreshold  least slope of an edge, 0.1
/// @param highThreshold slope every edge reaches somewhere, 0.2
public record Canny(
        @Default("1.0") double sigma,
        @Default("0.1") double lowThreshold,
        @Default("0.2") double highThreshold) implements Operator<GeoRaster, GeoRaster> {
    private static final double TRUNCATE = 4;

    public Canny {
        Require.that(sigma >= 0 && sigma <= 1e4, "sigma", sigma, "0 to 10000");
        Require.that(lowThreshold >= 0, "low_threshold", lowThreshold, "0 or more");
        Require.that(highThreshold >= lowThreshold, "high_threshold", highThreshold, "low_threshold or more");
    }

    public Canny() {
        this(1, 0.1, 0.2);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        int rows = in.height();
        int cols = in.width();
        var values = Lines.all(Lines.only(in, "Canny"));
        var smooth = smoothed(values, rows, cols);
        var source = Sobel.source(smooth, cols);
        var edges =
                thin(values, Sobel.alongColumns(rows, cols, source), Sobel.alongRows(rows, cols, source), rows, cols);
        var out = RasterMemory.allocate(DType.BOOL, in.shape());
        Flags.write(edges, Lines.planes(out).getFirst());
        return in.rewrapMask(out);
    }

    private double[] smoothed(double[] values, int rows, int cols) {
        var out = new double[values.length];
        var g = SeparableFilter.gaussian(sigma, TRUNCATE);
        SeparableFilter.normalized(rows, cols, g, g, Sobel.source(values, cols), (row, line) -> {
            for (int c = 0; c < cols; c++) {
                double own = values[row * cols + c];
                out[row * cols + c] = own == own ? line[c] : own;
            }
        });
        return out;
    }

    private Bits thin(double[] values, double[] down, double[] across, int rows, int cols) {
        var slope = new double[values.length];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = Math.hypot(down[i], across[i]);
        }
        var weak = Bits.empty(rows, cols);
        for (int row = 1; row < rows - 1; row++) {
            for (int col = 1; col < cols - 1; col++) {
                int i = row * cols + col;
                boolean edge = slope[i] >= lowThreshold && slope[i] > 0 && isCrest(slope, down[i], across[i], i, cols);
                weak.flags()[i] = (byte) (edge ? 1 : 0);
            }
        }
        var lines = Components.of(weak, true);
        var strong = new boolean[lines.sizes().length];
        for (int i = 0; i < slope.length; i++) {
            strong[lines.labels()[i]] |= slope[i] >= highThreshold;
        }
        for (int i = 0; i < slope.length; i++) {
            int line = lines.labels()[i];
            weak.flags()[i] = (byte) (line > 0 && strong[line] ? 1 : 0);
        }
        return weak;
    }

    /// Whether the slope is not less than ahead and behind in its direction.
    private static boolean isCrest(double[] slope, double down, double across, int i, int cols) {
        double steepDown = Math.abs(down);
        double steepAcross = Math.abs(across);
        int byRow = down >= 0 ? cols : -cols;
        int byCol = across >= 0 ? 1 : -1;
        boolean upright = steepDown > steepAcross;
        double part = upright ? steepAcross / steepDown : steepDown / steepAcross;
        int straight = upright ? byRow : byCol;
        int oblique = byRow + byCol;
        double ahead = slope[i + oblique] * part + slope[i + straight] * (1 - part);
        double behind = slope[i - oblique] * part + slope[i - straight] * (1 - part);
        return ahead <= slope[i] && behind <= slope[i];
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
