package dev.stampede.operators.restore;

import dev.stampede.kernels.filter.LineSource;
import dev.stampede.kernels.filter.LineWindow;
import dev.stampede.kernels.filter.LineWindow.Border;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;

/// Lee's filter of speckle ([DespeckleLee]), by default over the whole window as there. With `mode`
/// `directional` mean and variance are those of the half of a 7 x 7 window on the pixel's side of the strongest
/// edge: of the means of the nine 3 x 3 blocks two pixels apart, the direction (right, down, both diagonals) in
/// which the three ahead differ most from the three behind is across the edge, and the nearer to the middle
/// block of the two in that direction gives the side. NaN takes no part and stays; windows are cut at the
/// border. Source: Lee (1981), doi:10.1016/S0146-664X(81)80018-4.
///
/// @param window side of the window in pixels, odd, 7; `directional` has 7
/// @param cu     deviation of the speckle over its mean, 0.523
/// @param gain   factor of the weight, 0.5
/// @param mode   whole windows or halves along edges
public record DespeckleRefinedLee(
        @Default("7") int window,
        @Default("0.523") double cu,
        @Default("0.5") double gain,
        @Default("\"lee\"") Mode mode)
        implements Operator<GeoRaster, GeoRaster> {
    private static final int HALF = 3;

    /// Directions across an edge, down and right.
    private static final int[][] ACROSS = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};

    /// Over what statistics are taken.
    public enum Mode {
        LEE,
        DIRECTIONAL
    }

    public DespeckleRefinedLee {
        new DespeckleLee(window, cu, gain);
        Require.that(mode == Mode.LEE || window == 2 * HALF + 1, "window", window, "7 for directional windows");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return mode == Mode.LEE
                ? new DespeckleLee(window, cu, gain).compute(in)
                : Lines.perPlane(in, Filtering.type(in), this::filter);
    }

    private void filter(ArrayView in, ArrayView out) {
        int rows = in.size(0);
        int cols = in.size(1);
        var values = new LineWindow(rows, cols, HALF, HALF, Border.NAN, Lines.source(in));
        var blocks = new LineWindow(rows, cols, 2, 2, Border.NAN, blockMeans(in));
        var line = new double[cols];
        for (int row = 0; row < rows; row++) {
            var about = values.at(row);
            var means = blocks.at(row);
            for (int c = 0; c < cols; c++) {
                double x = about[HALF][HALF + c];
                line[c] = x == x ? filtered(about, means, c, x) : x;
            }
            Lines.write(line, out, row);
        }
    }

    /// Means of 3 x 3 pixels.
    private static LineSource blockMeans(ArrayView in) {
        int cols = in.size(1);
        var about = new LineWindow(in.size(0), cols, 1, 1, Border.NAN, Lines.source(in));
        return (row, out, at) -> {
            var lines = about.at(row);
            for (int c = 0; c < cols; c++) {
                double sum = 0;
                int count = 0;
                for (var line : lines) {
                    for (int j = 0; j < 3; j++) {
                        boolean valid = line[c + j] == line[c + j];
                        sum += valid ? line[c + j] : 0;
                        count += valid ? 1 : 0;
                    }
                }
                out[at + c] = sum / count;
            }
        };
    }

    /// The three blocks ahead less the three behind.
    private static double edge(double[][] block, int down, int right) {
        double difference = 0;
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                difference += Integer.signum(i * down + j * right) * block[1 + i][1 + j];
            }
        }
        return difference;
    }

    private double filtered(double[][] about, double[][] means, int c, double x) {
        double middle = means[2][c + 2];
        var block = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double mean = means[2 * i][c + 2 * j];
                block[i][j] = mean == mean ? mean : middle;
            }
        }
        int down = 0;
        int right = 0;
        double strongest = 0;
        for (var across : ACROSS) {
            double edge = Math.abs(edge(block, across[0], across[1]));
            if (edge > strongest) {
                strongest = edge;
                double ahead = block[1 + across[0]][1 + across[1]];
                double behind = block[1 - across[0]][1 - across[1]];
                int side = Math.abs(ahead - middle) < Math.abs(behind - middle) ? 1 : -1;
                down = side * across[0];
                right = side * across[1];
            }
        }
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = -HALF; i <= HALF; i++) {
            for (int j = -HALF; j <= HALF; j++) {
                double off = about[HALF + i][HALF + j + c] - x;
                if (i * down + j * right >= 0 && off == off) {
                    sum += off;
                    squares += off * off;
                    count++;
                }
            }
        }
        double mean = sum / count;
        double variance = Math.max(0, squares / count - mean * mean);
        return Filtering.lee(x, x + mean, variance, cu, gain);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
