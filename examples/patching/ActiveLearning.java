package patching;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.Patch;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.TopK;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.Mark;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Window;
import dev.stampede.io.vector.VectorFiles;
import java.awt.Color;
import java.lang.foreign.Arena;
import java.util.Iterator;
import java.util.stream.IntStream;
import support.Pixels;
import support.Scenes;
import support.Story;

/// Recipe: which patches should a person label next? Score each by a model's doubt, keep the best, write a map of them.
public final class ActiveLearning {
    private static final int SIZE = 64;
    private static final int BEST = 12;

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, ActiveLearning::tell);
    }

    /// Doubt of a logistic model of vegetation: entropy of its two classes, bit, 1 where it cannot tell.
    record Doubt() implements Operator<GeoRaster, GeoRaster> {
        @Override
        public GeoRaster compute(GeoRaster in) {
            var ndvi = new NDVI(Scenes.RED, Scenes.NIR).apply(in);
            var doubt = RasterMemory.allocate(DType.FLOAT64, in.height(), in.width());
            for (int row = 0; row < in.height(); row++) {
                for (int col = 0; col < in.width(); col++) {
                    double p = 1 / (1 + Math.exp(-18 * (ndvi.band(0).get(row, col) - 0.42)));
                    doubt.set(entropy(p) + entropy(1 - p), row, col);
                }
            }
            return in.rewrap(doubt);
        }

        private static double entropy(double p) {
            return p <= 0 ? 0 : -p * Math.log(p) / Math.log(2);
        }
    }

    public static void tell(Story story) throws Exception {
        var scene = Scenes.REFLECTANCE.apply(Scenes.read(Scenes.clear(story, 1024).scene("20240702")));
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(SIZE), Boundary.DROP),
                RegularStride.of(SIZE),
                new Boxcar(),
                new OverlapAddition());
        var reader = patcher.split(scene);
        story.number("patches", reader.size());

        var best = new TopK(BEST, false).of(() -> scored(reader));
        story.number("kept", best.size());
        story.number(
                "from the most doubtful down",
                IntStream.range(1, best.size()).allMatch(i -> best.get(i - 1).score() >= best.get(i).score()));
        double mean = IntStream.range(0, reader.size())
                .mapToDouble(i -> mean(scored(reader, i)))
                .average()
                .orElseThrow();
        story.number("mean doubt of the kept", Pixels.rounded(best.stream()
                .mapToDouble(TopK.Ranked::score)
                .average()
                .orElseThrow()));
        story.number("mean doubt of all", Pixels.rounded(mean));

        var file = story.folder().resolve("to-label.geojson");
        TopK.writeGeoJson(file, best, RasterGrid.of(scene));
        story.number("footprints in the file", VectorFiles.readFirst(file).features().size());

        var windows = best.stream()
                .map(b -> new Window(b.anchor().col(), b.anchor().row(), SIZE, SIZE))
                .toList();
        story.picture(
                "active-learning",
                "Which patches should be labelled next",
                "the 12 of " + reader.size() + " patches of 64 pixels in which a logistic model of vegetation doubts most",
                2,
                RasterPanel.picture("to be labelled", Scenes.trueColor(scene))
                        .with(new Mark.Boxes(windows, new Color(0xFFD23F))),
                RasterPanel.values("doubt", new Doubt().apply(scene), ColorMap.MAGMA, 0, 1, "bit")
                        .with(new Mark.Boxes(windows, new Color(0x35E0C0))));
    }

    /// Patches with their scores as values, each in memory of its own until the next is asked for.
    private static Iterator<Patch> scored(dev.stampede.patcher.PatchReader reader) {
        return IntStream.range(0, reader.size()).mapToObj(i -> scored(reader, i)).iterator();
    }

    private static Patch scored(dev.stampede.patcher.PatchReader reader, int index) {
        try {
            var patch = reader.read(Arena.ofAuto(), index);
            return patch.with(new Doubt().apply(patch.data()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double mean(Patch patch) {
        ArrayView values = patch.data().band(0);
        double sum = 0;
        for (int row = 0; row < values.size(0); row++) {
            for (int col = 0; col < values.size(1); col++) {
                sum += values.get(row, col);
            }
        }
        return sum / values.elements();
    }
}
