package patching;

import dev.stampede.operators.indices.NDVI;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.patcher.aggregation.Max;
import dev.stampede.patcher.aggregation.Mean;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.aggregation.Variance;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Gaussian;
import dev.stampede.patcher.window.Hann;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.patcher.window.Tukey;
import dev.stampede.patcher.window.WeightWindow;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.ChartPanel;
import dev.stampede.plot.sheet.Mark;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.GeoRaster;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import support.Patching;
import support.Pixels;
import support.Scenes;
import support.Story;

/// One raster, one axis changed at a time: size, stride, window, aggregation.
public final class Introduction {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Introduction::tell);
    }

    public static void tell(Story story) throws Exception {
        var scene = Scenes.REFLECTANCE.apply(Scenes.read(Scenes.clear(story, 512).scene("20240702")));
        var grid = RasterGrid.of(scene);
        var base = Patching.regular(128, 96, new Boxcar(), new OverlapAddition());
        var ndvi = new NDVI(Scenes.RED, Scenes.NIR);
        var whole = ndvi.apply(scene);

        story.say("Size and stride decide how many patches there are:");
        for (int[] axis : new int[][] {{128, 128}, {128, 96}, {128, 64}, {64, 96}}) {
            var patcher = Patching.regular(axis[0], axis[1], new Boxcar(), new OverlapAddition());
            story.number("patches of " + axis[0] + " every " + axis[1], patcher.anchors(grid).size());
        }

        story.say("The window decides how much each cell of a patch counts:");
        var windows = new LinkedHashMap<String, WeightWindow>();
        windows.put("boxcar", new Boxcar());
        windows.put("hann", new Hann());
        windows.put("tukey", new Tukey());
        windows.put("gaussian", new Gaussian());
        windows.put("triangular", new Triangular(32));
        int[] colors = {0x222222, 0xD1495B, 0xEDAE49, 0x00798C, 0x6A4C93};
        var series = new ArrayList<ChartPanel.Series>();
        for (Map.Entry<String, WeightWindow> window : windows.entrySet()) {
            var weights = window.getValue().weights(dev.stampede.patcher.PatchSize.of(128));
            var x = new double[128];
            var y = new double[128];
            for (int i = 0; i < 128; i++) {
                x[i] = i;
                y[i] = weights.get(64, i) / weights.get(64, 64);
            }
            series.add(new ChartPanel.Series(window.getKey(), ChartPanel.Kind.LINE, x, y, colors[series.size()]));
            var patcher = new Patcher(base.geometry(), base.sampler(), window.getValue(), new OverlapAddition());
            story.number(
                    "NDVI by " + window.getKey() + ", worst inside",
                    Pixels.worst(Patching.run(scene, patcher, ndvi), whole, 1));
        }

        story.say("The aggregation decides what overlapping patches become. A patch that adds its number shows it:");
        var results = new LinkedHashMap<String, GeoRaster>();
        for (var aggregation : List.<CellAggregation>of(new Mean(), new Max(), new Variance())) {
            results.put(aggregation.name(), numbered(scene, base.with(aggregation), grid));
            story.number(
                    aggregation.name() + " at 100, 100",
                    Pixels.rounded(results.get(aggregation.name()).band(0).get(100, 100)));
        }

        var anchors = base.anchors(grid);
        story.picture(
                "patching-introduction",
                "Patches: size, stride, window, aggregation",
                anchors.size() + " patches of 128 every 96 pixels over 512 x 512, boundary shrink",
                3,
                RasterPanel.picture("anchors", Scenes.trueColor(scene))
                        .with(
                                new Mark.Boxes(Patching.windows(anchors, 128), new Color(0xFFD23F)),
                                new Mark.Dots(
                                        anchors.stream().mapToDouble(PixelAnchor::col).toArray(),
                                        anchors.stream().mapToDouble(PixelAnchor::row).toArray(),
                                        new Color(0xD1495B),
                                        8)),
                new ChartPanel("windows along the middle row", "column of the patch", "weight, middle 1", series)
                        .withAspect(0.74),
                RasterPanel.values("mean of patch numbers", results.get("SpatialMean"), ColorMap.VIRIDIS, 0, 35, "no."),
                RasterPanel.values("max of patch numbers", results.get("SpatialMax"), ColorMap.VIRIDIS, 0, 35, "no."),
                RasterPanel.values(
                        "variance of patch numbers", results.get("SpatialVariance"), ColorMap.MAGMA, 0, 20, "no.^2"),
                RasterPanel.values("NDVI", whole, ColorMap.VEGETATION, -0.2, 0.9, "NDVI"));
    }

    /// Every patch filled with its number.
    private static GeoRaster numbered(GeoRaster scene, Patcher patcher, RasterGrid grid) {
        var anchors = patcher.anchors(grid);
        try (var workers = new dev.stampede.runtime.Workers(2)) {
            return dev.stampede.patcher.GridRun.toMemory(
                    java.lang.foreign.Arena.ofAuto(),
                    scene,
                    patcher,
                    patch -> {
                        var values = dev.stampede.raster.RasterMemory.allocate(
                                dev.stampede.raster.DType.FLOAT64,
                                patch.window().height(),
                                patch.window().width());
                        values.fill(anchors.indexOf(patch.anchor()));
                        return patch.data().rewrap(values);
                    },
                    dev.stampede.patcher.RunSettings.of(workers));
        }
    }
}
