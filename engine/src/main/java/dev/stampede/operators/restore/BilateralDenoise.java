package dev.stampede.operators.restore;

import dev.stampede.kernels.filter.LineExponential;
import dev.stampede.kernels.filter.LineWindow;
import dev.stampede.kernels.filter.LineWindow.Border;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Mean of the neighbours that are near in place and in value:
///
///     out[p] = sum(w x[q]) / sum(w),    w = exp(-|p - q|^2 / (2 sigmaSpace^2) - (x[p] - x[q])^2 / (2 sigmaColor^2))
///
/// over the `q` within `ceil(3 sigmaSpace)` rows and columns that have a value and lie in the raster. NaN
/// stays. A band without any deviation, or a `sigmaColor` of 0, changes nothing. Source: Tomasi and Manduchi
/// (1998), doi:10.1109/ICCV.1998.710815.
///
/// @param sigmaColor in the unit of the values; default: the deviation of the band
/// @param sigmaSpace pixels, 1
/// @param mode       every weight by its definition
public record BilateralDenoise(
        OptionalDouble sigmaColor,
        @Default("1.0") double sigmaSpace,
        @Default("\"exact\"") FilterMode mode) implements Operator<GeoRaster, GeoRaster> {
    public BilateralDenoise {
        Require.that(sigmaColor.orElse(0) >= 0, "sigma_color", sigmaColor, "0 or more");
        Require.that(sigmaSpace > 0 && sigmaSpace <= 100, "sigma_space", sigmaSpace, "above 0, at most 100");
    }

    public BilateralDenoise(double sigmaColor, double sigmaSpace) {
        this(OptionalDouble.of(sigmaColor), sigmaSpace, FilterMode.EXACT);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Lines.perPlane(in, Filtering.type(in), this::filter);
    }

    private void filter(ArrayView in, ArrayView out) {
        double color = sigmaColor.isPresent()
                ? sigmaColor.getAsDouble()
                : BandStatistics.moments(in).std();
        if (!(color > 0)) {
            out.copyFrom(in);
            return;
        }
        int half = (int) Math.ceil(3 * sigmaSpace);
        int cols = in.size(1);
        var about = new LineWindow(in.size(0), cols, half, half, Border.NAN, Lines.source(in));
        var row = new Row(cols, 1 / (2 * color * color));
        for (int r = 0; r < in.size(0); r++) {
            var lines = about.at(r);
            row.begin(lines[half], half);
            for (int down = -half; down <= half; down++) {
                for (int right = -half; right <= half; right++) {
                    double far = (down * down + right * right) / (2 * sigmaSpace * sigmaSpace);
                    row.add(lines[half + down], half + right, far);
                }
            }
            Lines.write(row.finish(), out, r);
        }
    }

    /// Sums of one row.
    private static final class Row {
        private final double[] centre;
        private final double[] weight;
        private final double[] top;
        private final double[] bottom;
        private final double perSquare;

        Row(int cols, double perSquare) {
            this.perSquare = perSquare;
            centre = new double[cols];
            weight = new double[cols];
            top = new double[cols];
            bottom = new double[cols];
        }

        void begin(double[] line, int from) {
            System.arraycopy(line, from, centre, 0, centre.length);
            Arrays.fill(top, 0);
            Arrays.fill(bottom, 0);
        }

        void add(double[] line, int from, double far) {
            for (int c = 0; c < weight.length; c++) {
                double off = centre[c] - line[from + c];
                weight[c] = -(off * off * perSquare) - far;
            }
            LineExponential.standard().run(weight, weight.length);
            for (int c = 0; c < weight.length; c++) {
                double w = weight[c];
                boolean valid = w == w;
                top[c] += valid ? w * line[from + c] : 0;
                bottom[c] += valid ? w : 0;
            }
        }

        double[] finish() {
            for (int c = 0; c < top.length; c++) {
                top[c] = centre[c] == centre[c] ? top[c] / bottom[c] : centre[c];
            }
            return top;
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
