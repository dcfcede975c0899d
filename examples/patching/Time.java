package patching;

import dev.stampede.patcher.time.FixedLookback;
import dev.stampede.patcher.time.LookbackHorizon;
import dev.stampede.patcher.time.TimeSampler;
import dev.stampede.patcher.time.TimeWindow;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.ChartPanel;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import support.Pixels;
import support.Scenes;
import support.Story;

/// Patches in time: windows that look back, forecasts, causal smoothing, events in space and time.
public final class Time {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Time::tell);
    }

    public static void tell(Story story) throws Exception {
        var cube = Scenes.read(Scenes.pair(story).folder().resolve("cube.tif"));
        int steps = cube.bands();
        var series = series(cube, 12, 20);
        story.number("days", steps);

        story.say("Looking back 30 days, every 7 days, and never forward:");
        var lookback = new FixedLookback(30);
        var anchors = new TimeSampler.Rolling(7, 0).anchors(steps);
        story.number("anchors", anchors.size());
        story.number(
                "no window holds a later day",
                anchors.stream()
                        .allMatch(t -> lookback.ranges(t, steps).stream().allMatch(r -> r.to() <= t + 1)));

        story.say("Causal smoothing: equal weights and weights that fade with age:");
        var boxcar = smooth(series, lookback, new TimeWindow.CausalBoxcar());
        var decay = smooth(series, lookback, new TimeWindow.ExponentialDecay(8));
        story.number("noise before, after boxcar, after decay", List.of(
                Pixels.rounded(roughness(series)), Pixels.rounded(roughness(boxcar)), Pixels.rounded(roughness(decay))));

        story.say("A forecast of 10 days from the trend of 20, against what came:");
        var forecast = new double[steps];
        java.util.Arrays.fill(forecast, Double.NaN);
        double error = 0;
        double persistence = 0;
        int count = 0;
        for (int t : new TimeSampler.Rolling(10, 19).anchors(steps)) {
            var range = new LookbackHorizon(20, 10).ranges(t, steps).getFirst();
            double[] line = fit(series, range.from(), t + 1);
            for (int future = t + 1; future < range.to(); future++) {
                forecast[future] = line[0] + line[1] * (future - range.from());
                error += Math.pow(forecast[future] - series[future], 2);
                persistence += Math.pow(series[t] - series[future], 2);
                count++;
            }
        }
        story.number("forecast rms", Pixels.rounded(Math.sqrt(error / count)));
        story.number("rms of no change", Pixels.rounded(Math.sqrt(persistence / count)));

        story.say("Space times time: the steepest fortnight of every place, and events at chosen places and days:");
        var steepest = steepest(cube);
        story.number("earliest and latest day of steepest rise", range(steepest));
        var events = new TimeSampler.Events(List.of(90, 180, 400)).anchors(steps);
        story.number("events inside the series", events);

        long first = LocalDate.of(2024, 1, 1).toEpochDay();
        var days = new double[steps];
        for (int t = 0; t < steps; t++) {
            days[t] = first + t;
        }
        story.picture(
                "patching-time",
                "Patches in time",
                "daily NDVI of one pixel and of a region of 32 x 32; smoothing and forecasts look back only",
                2,
                560,
                new ChartPanel("causal smoothing over 30 days", "", "NDVI", List.of(
                                new ChartPanel.Series("daily", ChartPanel.Kind.DOTS, days, series, 0xA8B8A0),
                                new ChartPanel.Series("boxcar", ChartPanel.Kind.LINE, days, boxcar, 0x00798C),
                                new ChartPanel.Series("decay, 8 days", ChartPanel.Kind.LINE, days, decay, 0xD1495B)))
                        .overDays(),
                new ChartPanel("10 days ahead from 20 days back", "", "NDVI", List.of(
                                new ChartPanel.Series("daily", ChartPanel.Kind.DOTS, days, series, 0xA8B8A0),
                                new ChartPanel.Series("forecast", ChartPanel.Kind.LINE, days, forecast, 0x6A4C93)))
                        .overDays(),
                RasterPanel.values("day of steepest rise", steepest, ColorMap.VIRIDIS, 70, 150, "day"),
                RasterPanel.values("NDVI on day 180", day(cube, 180), ColorMap.VEGETATION, 0, 0.9, "NDVI"));
    }

    private static double[] series(GeoRaster cube, int row, int col) {
        var series = new double[cube.bands()];
        for (int t = 0; t < series.length; t++) {
            series[t] = cube.band(t).get(row, col);
        }
        return series;
    }

    private static double[] smooth(double[] series, FixedLookback lookback, TimeWindow window) {
        var out = new double[series.length];
        for (int t : new TimeSampler.Rolling(1, 0).anchors(series.length)) {
            var range = lookback.ranges(t, series.length).getFirst();
            var weights = window.weights(range.length());
            double sum = 0;
            double total = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * series[range.from() + i];
                total += weights[i];
            }
            out[t] = sum / total;
        }
        return out;
    }

    /// Root mean square of the second differences.
    private static double roughness(double[] series) {
        double sum = 0;
        for (int t = 1; t < series.length - 1; t++) {
            sum += Math.pow(series[t - 1] - 2 * series[t] + series[t + 1], 2);
        }
        return Math.sqrt(sum / (series.length - 2));
    }

    /// Offset and slope of the straight line through `[from, to)`.
    private static double[] fit(double[] series, int from, int to) {
        int n = to - from;
        double middle = (n - 1) / 2.0;
        double mean = 0;
        double product = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            mean += series[from + i] / n;
        }
        for (int i = 0; i < n; i++) {
            product += (i - middle) * (series[from + i] - mean);
            squares += (i - middle) * (i - middle);
        }
        double slope = product / squares;
        return new double[] {mean - slope * middle, slope};
    }

    /// For every pixel the anchor whose 28 days before it rise most.
    private static GeoRaster steepest(GeoRaster cube) {
        var out = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, cube.height(), cube.width());
        var anchors = new TimeSampler.Rolling(1, 27).anchors(cube.bands());
        var lookback = new FixedLookback(28);
        for (int row = 0; row < cube.height(); row++) {
            for (int col = 0; col < cube.width(); col++) {
                var series = series(cube, row, col);
                double best = Double.NEGATIVE_INFINITY;
                for (int t : anchors) {
                    var range = lookback.ranges(t, series.length).getFirst();
                    double slope = fit(series, range.from(), range.to())[1];
                    if (slope > best) {
                        best = slope;
                        out.set(t - 13.5, row, col);
                    }
                }
            }
        }
        return cube.rewrap(out);
    }

    private static GeoRaster day(GeoRaster cube, int t) {
        return cube.rewrap(cube.band(t));
    }

    private static List<Double> range(GeoRaster raster) {
        var all = new ArrayList<Double>();
        for (int row = 0; row < raster.height(); row++) {
            for (int col = 0; col < raster.width(); col++) {
                all.add(raster.band(0).get(row, col));
            }
        }
        return List.of(
                all.stream().mapToDouble(v -> v).min().orElseThrow(),
                all.stream().mapToDouble(v -> v).max().orElseThrow());
    }
}
