package stories;

import dev.stampede.operators.augment.BrightnessJitter;
import dev.stampede.operators.augment.Compose;
import dev.stampede.operators.augment.GaussianNoise;
import dev.stampede.operators.augment.RandomFlip;
import dev.stampede.operators.augment.RandomRotate90;
import dev.stampede.operators.core.ModelOp;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Predictor;
import dev.stampede.operators.learn.RasterArrays;
import dev.stampede.operators.patch.ApplyToChips;
import dev.stampede.operators.patch.GridSampler;
import dev.stampede.operators.patch.Stitch;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.aggregation.HardVote;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.sampler.JitteredStride;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.plot.sheet.Mark;
import dev.stampede.plot.sheet.Panel;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Window;
import java.awt.Color;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import support.Pixels;
import support.Scenes;
import support.Story;

/// 06 Patches for learning: jittered training chips, seeded variants of one, a model over tiles, votes stitched.
public final class TrainingAndInference {
    private static final int SIDE = 1024;

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, TrainingAndInference::tell);
    }

    /// The "model": water where NDWI > 0.1, else vegetation where NDVI >= 0.25, else soil.
    record Rule() implements Predictor<ArrayView> {
        @Override
        public ArrayView predict(ArrayView bands) {
            var classes = RasterMemory.allocate(DType.UINT8, bands.size(-2), bands.size(-1));
            for (int row = 0; row < bands.size(-2); row++) {
                for (int col = 0; col < bands.size(-1); col++) {
                    double green = bands.get(Scenes.GREEN, row, col);
                    double red = bands.get(Scenes.RED, row, col);
                    double nir = bands.get(Scenes.NIR, row, col);
                    boolean water = (green - nir) / (green + nir) > 0.1;
                    boolean leaves = (nir - red) / (nir + red) >= 0.25;
                    classes.set(water ? 0 : leaves ? 2 : 1, row, col);
                }
            }
            return classes;
        }
    }

    public static void tell(Story story) throws Exception {
        var scene = Scenes.REFLECTANCE.apply(Scenes.read(Scenes.clear(story, SIDE).scene("20240702")));

        story.say("Training chips: 128 pixels about every 192, jittered, the same for the same seed:");
        var chips = new Patcher(
                new Rectangular(PatchSize.of(128), Boundary.DROP),
                new JitteredStride(PatchStep.of(192), 0.25, 7),
                new Boxcar(),
                new OverlapAddition());
        var grid = RasterGrid.of(scene);
        var anchors = chips.anchors(grid);
        story.number("chips", anchors.size());
        story.number("again the same", anchors.equals(chips.anchors(grid)));

        story.say("Eight variants of one chip:");
        var chip = chips.patchAt(Arena.ofAuto(), scene, anchors.get(8)).data();
        var augment = new Compose(
                List.of(
                        new RandomFlip(0.5, 0.5, OptionalLong.empty()),
                        new RandomRotate90(0.75, OptionalLong.empty()),
                        new BrightnessJitter(List.of(0.8, 1.2), false, OptionalLong.empty()),
                        new GaussianNoise(0.006, true, OptionalLong.empty())),
                1,
                OptionalLong.of(42));
        var panels = new ArrayList<Panel>();
        for (int variant = 0; variant < 8; variant++) {
            var varied = augment.apply(chip, 1000 + variant);
            panels.add(RasterPanel.picture("variant " + (variant + 1), Scenes.trueColor(varied)));
        }
        story.number("seeded variant repeats", augment.apply(chip, 1003).values()
                .contentEquals(augment.apply(chip, 1003).values()));
        story.picture(
                "training-variants",
                "Eight variants of one training chip",
                "flip, quarter turns, brightness 0.8 to 1.2, noise 0.006; each from a seed of its own",
                4,
                210,
                panels.toArray(Panel[]::new));

        story.say("Inference: the model on tiles of 256, classes by vote, against the model on the whole scene:");
        Operator<GeoRaster, Object> model =
                new ModelOp<>(new Rule(), new RasterArrays(), "predict", OptionalInt.empty(), true);
        var tiles = new Patcher(
                new Rectangular(PatchSize.of(256), Boundary.SHRINK),
                RegularStride.of(256),
                new Boxcar(),
                new HardVote(3));
        var classes = new GridSampler(tiles)
                .then(new ApplyToChips(new OnRaster(model)))
                .then(new Stitch(new HardVote(3)))
                .apply(scene);
        var whole = (GeoRaster) model.apply(scene);
        story.number("pixels that differ", different(classes, whole));
        for (int type = 0; type < 3; type++) {
            story.number(List.of("water", "soil", "vegetation").get(type) + ", pixels", Pixels.count(classes, type));
        }
        var boxes = anchors.stream()
                .map(a -> new Window(a.col(), a.row(), 128, 128))
                .toList();
        story.picture(
                "training-and-inference",
                "Chips to learn from, classes by tiles",
                anchors.size() + " jittered chips of 128 pixels; rule model on 16 tiles of 256, hard vote",
                2,
                RasterPanel.picture("training chips", Scenes.trueColor(scene))
                        .with(new Mark.Boxes(boxes, new Color(0xFFD23F))),
                RasterPanel.classes(
                        "classes",
                        classes,
                        List.of(
                                new RasterPanel.Class(0, "water", 0x2B62C9),
                                new RasterPanel.Class(1, "soil", 0xE3C878),
                                new RasterPanel.Class(2, "vegetation", 0x3C9A46))));
    }

    /// The model's result where a raster is wanted.
    private record OnRaster(Operator<GeoRaster, Object> model) implements Operator<GeoRaster, GeoRaster> {
        @Override
        public GeoRaster compute(GeoRaster in) {
            return (GeoRaster) model.apply(in);
        }

        @Override
        public boolean serialisable() {
            return false;
        }
    }

    private static long different(GeoRaster a, GeoRaster b) {
        long count = 0;
        for (int row = 0; row < a.height(); row++) {
            for (int col = 0; col < a.width(); col++) {
                count += a.band(0).get(row, col) == b.band(0).get(row, col) ? 0 : 1;
            }
        }
        return count;
    }
}
