package stories;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.patch.ApplyToChips;
import dev.stampede.operators.patch.GridSampler;
import dev.stampede.operators.patch.Stitch;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.patcher.aggregation.Max;
import dev.stampede.patcher.aggregation.Mean;
import dev.stampede.patcher.aggregation.Min;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.aggregation.Sum;
import dev.stampede.patcher.aggregation.WeightedSum;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Hann;
import dev.stampede.patcher.window.WeightWindow;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.Mark;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.awt.Color;
import java.lang.foreign.Arena;
import java.util.List;
import support.Pixels;
import support.Scenes;
import support.Story;

/// 05 Grid, process, stitch: NDVI over overlapping patches with weights, against NDVI of the whole scene.
public final class GridProcessStitch {
    private static final int SIDE = 1024;

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, GridProcessStitch::tell);
    }

    private static Patcher patcher(int size, int step, WeightWindow window, CellAggregation aggregation) {
        return new Patcher(
                new Rectangular(PatchSize.of(size), Boundary.SHRINK), RegularStride.of(step), window, aggregation);
    }

    private static GeoRaster stitched(GeoRaster scene, Patcher patcher, Operator<GeoRaster, GeoRaster> work) {
        return new GridSampler(patcher)
                .then(new ApplyToChips(work))
                .then(new Stitch((CellAggregation) patcher.aggregation()))
                .apply(scene);
    }

    public static void tell(Story story) throws Exception {
        var scene = Scenes.REFLECTANCE.apply(Scenes.read(Scenes.clear(story, SIDE).scene("20240702")));
        var ndvi = new NDVI(Scenes.RED, Scenes.NIR);
        var whole = ndvi.apply(scene);

        story.say("Patches of 256 every 192 pixels, Hann weights:");
        var hann = patcher(256, 192, new Hann(), new OverlapAddition());
        var anchors = hann.anchors(RasterGrid.of(scene));
        story.number("patches", anchors.size());
        var smooth = stitched(scene, hann, ndvi);
        story.number("worst difference inside", Pixels.worst(smooth, whole, 1));
        story.number("corner pixel", smooth.band(0).get(0, 0));
        story.number("border row is zero", isZero(smooth, 0));

        story.say("The same with equal weights has no zero border:");
        var box = stitched(scene, patcher(256, 192, new Boxcar(), new OverlapAddition()), ndvi);
        story.number("worst difference, boxcar", Pixels.worst(box, whole, 0));

        invariants(story, scene);

        var ones = constant(scene, 1);
        var weights = stitched(ones, patcher(256, 192, new Hann(), new WeightedSum()), new One());
        var boxes = anchors.stream()
                .filter(a -> a.row() <= 192 && a.col() <= 192)
                .map(a -> new Window(a.col(), a.row(), 256, 256))
                .toList();
        story.picture(
                "grid-process-stitch",
                "Grid, process, stitch",
                anchors.size() + " patches of 256 x 256 every 192 pixels over 1024 x 1024; Hann window, overlap-add",
                2,
                RasterPanel.picture("scene and its first four patches", Scenes.trueColor(scene))
                        .with(new Mark.Boxes(boxes, new Color(0xFFD23F))),
                RasterPanel.values("sum of weights", weights, ColorMap.VIRIDIS, 0, 1.1, "weight"),
                RasterPanel.values("stitched NDVI", smooth, ColorMap.VEGETATION, -0.2, 0.9, "NDVI"),
                RasterPanel.values(
                        "stitched less whole, border left out",
                        difference(smooth, whole),
                        ColorMap.DIVERGING,
                        -3,
                        3,
                        "1e-16"));
    }

    /// The rules every patcher keeps: disjoint tiles give the scene back, a constant stays constant, and an identity
    /// under Hann weights is the scene inside.
    private static void invariants(Story story, GeoRaster scene) {
        story.say("What must hold for any scene:");
        var small = scene.read(Arena.ofAuto(), new Window(100, 100, 192, 160), new int[] {Scenes.NIR});
        var same = new Same();
        double worst = 0;
        for (var aggregation : List.<CellAggregation>of(new Sum(), new Mean(), new OverlapAddition())) {
            worst = Math.max(
                    worst, Pixels.worst(stitched(small, patcher(32, 32, new Boxcar(), aggregation), same), small, 0));
        }
        story.number("disjoint tiles give the scene back", worst);

        double constant = 0;
        var seven = constant(small, 7);
        for (var aggregation : List.<CellAggregation>of(new Mean(), new Max(), new Min(), new OverlapAddition())) {
            for (var window : List.of(new Boxcar(), new Hann())) {
                var result = stitched(seven, patcher(32, 24, window, aggregation), same);
                constant = Math.max(constant, Pixels.worst(result, seven, 1));
            }
        }
        story.number("a constant stays one", constant);

        var overlap = stitched(small, patcher(32, 16, new Hann(), new OverlapAddition()), same);
        story.number("identity under Hann, inside", Pixels.worst(overlap, small, 1));
        story.number("and its border is zero", isZero(overlap, 0));
    }

    private static boolean isZero(GeoRaster raster, int row) {
        for (int col = 0; col < raster.width(); col++) {
            if (raster.band(0).get(row, col) != 0) {
                return false;
            }
        }
        return true;
    }

    private static GeoRaster constant(GeoRaster like, double value) {
        var values = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, like.height(), like.width());
        values.fill(value);
        return like.rewrap(values);
    }

    /// In units of 1e-16.
    private static GeoRaster difference(GeoRaster a, GeoRaster b) {
        var values = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, a.height(), a.width());
        for (int row = 0; row < a.height(); row++) {
            for (int col = 0; col < a.width(); col++) {
                double d = a.band(0).get(row, col) - b.band(0).get(row, col);
                boolean border = row == 0 || col == 0;
                values.set(border ? Double.NaN : 1e16 * d, row, col);
            }
        }
        return a.rewrap(values);
    }

    /// Its input.
    record Same() implements Operator<GeoRaster, GeoRaster> {
        @Override
        public GeoRaster compute(GeoRaster in) {
            return in;
        }
    }

    /// Ones, so that a weighted sum shows the weights.
    record One() implements Operator<GeoRaster, GeoRaster> {
        @Override
        public GeoRaster compute(GeoRaster in) {
            return in;
        }
    }
}
