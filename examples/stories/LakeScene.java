package stories;

import dev.stampede.operators.core.AssertDType;
import dev.stampede.operators.core.AssertShape;
import dev.stampede.operators.core.Profile;
import dev.stampede.operators.core.Sequential;
import dev.stampede.operators.core.ShapeTrace;
import dev.stampede.operators.core.Snapshot;
import dev.stampede.operators.core.Tap;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.indices.NDWI;
import dev.stampede.operators.mask.ApplyMask;
import dev.stampede.operators.qa.MaskFromSCL;
import dev.stampede.operators.radiometry.DNToReflectance;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import support.Pixels;
import support.Scenes;
import support.Story;

/// 03 A lake scene: reflectance, true colour, NDVI, NDWI, clouds masked, and a chain with instruments.
public final class LakeScene {
    private static final List<Integer> CLOUDS_AND_INVALID = List.of(0, 1, 3, 8, 9, 10);

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, LakeScene::tell);
    }

    public static void tell(Story story) throws Exception {
        var scenes = Scenes.pair(story);
        var dn = Scenes.read(scenes.scene("20240702"));
        var scl = Scenes.read(scenes.classes("20240702"));
        story.say("One scene, six bands of digital numbers:");
        story.number("shape", java.util.Arrays.toString(dn.shape()));

        var reflectance = Scenes.REFLECTANCE.apply(dn);
        var ndvi = new NDVI(Scenes.RED, Scenes.NIR).apply(reflectance);
        var ndwi = new NDWI(Scenes.GREEN, Scenes.NIR).apply(reflectance);
        var clouds = new MaskFromSCL(0, CLOUDS_AND_INVALID).apply(scl);
        var clear = ApplyMask.of(clouds, Double.NaN, false).apply(ndvi);
        var clearWater = ApplyMask.of(clouds, Double.NaN, false).apply(ndwi);

        story.say("What is known of the scene, and what the indices say:");
        double lake = Pixels.mean(clearWater, scl, 6);
        story.number("NDWI of water, mean", Pixels.rounded(lake));
        story.number("NDVI of vegetation, mean", Pixels.rounded(Pixels.mean(clear, scl, 4)));
        story.number("NDVI of soil, mean", Pixels.rounded(Pixels.mean(clear, scl, 5)));
        story.number("masked share", Pixels.rounded(Pixels.nanShare(clear)));
        story.number("water by NDWI > 0.1, share of the class found", Pixels.rounded(recall(ndwi, scl)));

        instruments(story, dn);

        story.picture(
                "lake-scene",
                "A lake among fields",
                "simulated Sentinel-2 scene, 2 July 2024, 10 m; grey = clouds and their shadows",
                2,
                RasterPanel.picture("true colour", Scenes.trueColor(reflectance)),
                RasterPanel.classes("scene classification", scl, Pixels.SCL_CLASSES),
                RasterPanel.values("NDVI, clouds masked", clear, ColorMap.VEGETATION, -0.2, 0.9, "NDVI"),
                RasterPanel.values("NDWI, clouds masked", clearWater, ColorMap.DIVERGING, -0.9, 0.9, "NDWI"));
    }

    /// Share of the water class that a threshold on NDWI finds.
    private static double recall(GeoRaster ndwi, GeoRaster scl) {
        long water = 0;
        long found = 0;
        var classes = scl.band(0);
        for (int row = 0; row < ndwi.height(); row++) {
            for (int col = 0; col < ndwi.width(); col++) {
                if (classes.get(row, col) == 6) {
                    water++;
                    found += ndwi.values().get(row, col) > 0.1 ? 1 : 0;
                }
            }
        }
        return (double) found / water;
    }

    private static void instruments(Story story, GeoRaster dn) {
        story.say("The same chain with instruments:");
        var profile = new Profile();
        var snapshot = new Snapshot();
        var lines = new ArrayList<String>();
        var trace = new ShapeTrace<GeoRaster>("scene", ShapeTrace.When.EVERY, line -> {
            lines.add(line);
            story.say("  " + line);
        });
        var chain = Sequential.<GeoRaster, GeoRaster>of(
                new AssertShape<GeoRaster>(List.of(OptionalInt.of(6), OptionalInt.empty(), OptionalInt.empty())),
                new Tap<GeoRaster>("size", r -> story.say("  pixels: " + (long) r.width() * r.height())),
                profile.wrap(new DNToReflectance(1e-4, 0)),
                snapshot.at("reflectance"),
                trace,
                profile.wrap(new NDVI(Scenes.RED, Scenes.NIR)),
                trace,
                new AssertDType<GeoRaster>("float64"));
        var ndvi = chain.apply(dn);
        story.number("traced", lines);
        story.number("profiled", profile.report().keySet());
        story.number("snapshot rank", ((GeoRaster) snapshot.captures().get("reflectance")).rank());
        story.number("result rank", ndvi.rank());
    }
}
