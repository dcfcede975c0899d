package dev.stampede.operators.restore;

import dev.stampede.kernels.filter.LineWindow;
import dev.stampede.kernels.filter.LineWindow.Border;
import dev.stampede.kernels.filter.WindowStatistics;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Frost's filter of speckle: the mean of the window with weights that fall with the distance `d` from its
/// centre, the faster the more the window varies,
///
///     out = sum(k x) / sum(k),    k = exp(-damping cv d),    cv = std / |mean|
///
/// with the population deviation of the window and `d` in pixels. A window that varies about a mean of 0 keeps
/// its centre. NaN takes no part and stays; windows are cut at the border. Source: Frost et al. (1982),
/// doi:10.1109/TPAMI.1982.4767223, with `cv` where the original has its square.
///
/// @param window  side of the window in pixels, odd, 7
/// @param damping factor of the fall, 2
public record DespeckleFrost(
        @Default("7") int window, @Default("2.0") double damping) implements Operator<GeoRaster, GeoRaster> {
    public DespeckleFrost {
        Filtering.requireWindow(window);
        Require.that(damping >= 0, "damping", damping, "0 or more");
    }

    public DespeckleFrost() {
        this(7, 2);
    }

    /// Places of a window at one distance from its centre: there are few distances, and so few exponentials a
    /// pixel.
    private record Ring(double distance, List<int[]> offsets) {
        static List<Ring> of(int half) {
            var bySquare = new TreeMap<Integer, List<int[]>>();
            for (int down = -half; down <= half; down++) {
                for (int right = -half; right <= half; right++) {
                    bySquare.computeIfAbsent(down * down + right * right, _ -> new ArrayList<>())
                            .add(new int[] {down, right});
                }
            }
            var rings = new ArrayList<Ring>();
            bySquare.forEach((square, offsets) -> rings.add(new Ring(Math.sqrt(square), offsets)));
            return rings;
        }
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Lines.perPlane(in, Filtering.type(in), this::filter);
    }

    private void filter(ArrayView in, ArrayView out) {
        int half = window / 2;
        int cols = in.size(1);
        var around = new LineWindow(in.size(0), cols, half, half, Border.NAN, Lines.source(in));
        var rings = Ring.of(half);
        var sum = new double[cols];
        var count = new double[cols];
        var top = new double[cols];
        var bottom = new double[cols];
        WindowStatistics.run(
                in.size(0), cols, window, Filtering.level(in), Lines.source(in), (row, _, mean, variance) -> {
                    var lines = around.at(row);
                    Arrays.fill(top, 0);
                    Arrays.fill(bottom, 0);
                    for (var ring : rings) {
                        gather(lines, ring, half, sum, count);
                        weigh(ring.distance(), mean, variance, sum, count, top, bottom);
                    }
                    var centre = lines[half];
                    for (int c = 0; c < cols; c++) {
                        double x = centre[half + c];
                        top[c] = x == x ? top[c] / bottom[c] : x;
                    }
                    Lines.write(top, out, row);
                });
    }

    /// Sum and number of the values of a ring about every pixel of a row.
    private static void gather(double[][] lines, Ring ring, int half, double[] sum, double[] count) {
        Arrays.fill(sum, 0);
        Arrays.fill(count, 0);
        for (var offset : ring.offsets()) {
            add(lines[half + offset[0]], half + offset[1], sum, count);
        }
    }

    private static void add(double[] line, int shift, double[] sum, double[] count) {
        for (int c = 0; c < sum.length; c++) {
            double x = line[shift + c];
            boolean valid = x == x;
            sum[c] += valid ? x : 0;
            count[c] += valid ? 1 : 0;
        }
    }

    private void weigh(
            double distance,
            double[] mean,
            double[] variance,
            double[] sum,
            double[] count,
            double[] top,
            double[] bottom) {
        for (int c = 0; c < sum.length; c++) {
            double std = Math.sqrt(variance[c]);
            // At the centre, and without damping, the weight is 1 whatever the variation, infinite included.
            double fall = std == 0 || distance == 0 || damping == 0 ? 0 : damping * std / Math.abs(mean[c]) * distance;
            double weight = fall == 0 ? 1 : Math.exp(-fall);
            top[c] += weight * sum[c];
            bottom[c] += weight * count[c];
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
