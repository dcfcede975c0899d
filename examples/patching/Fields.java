package patching;

import dev.stampede.io.raster.FileSource;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.io.zarr.ZarrRaster;
import dev.stampede.io.zarr.ZarrSource;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.patcher.aggregation.MeanStd;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.geometry.PointSet;
import dev.stampede.patcher.window.Hann;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import support.Patching;
import support.Pixels;
import support.Scenes;
import support.Story;

/// What patches are cut from: a raster in memory, a lazy GeoTIFF, chunked arrays, points; equal data, equal results.
public final class Fields {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Fields::tell);
    }

    public static void tell(Story story) throws Exception {
        var file = Scenes.clear(story, 512).scene("20240702");
        var scene = Scenes.read(file);
        var store = story.folder().resolve("scene.zarr");
        for (var format : ZarrFormat.values()) {
            ZarrRaster.write(
                    store.resolve(format.name()),
                    "",
                    "values",
                    scene,
                    ZarrRaster.layout(format, scene, List.of(6, 100, 100)));
        }

        var results = new LinkedHashMap<String, GeoRaster>();
        try (var lazy = FileSource.open(file.toString())) {
            Map<String, RasterSource> fields = new LinkedHashMap<>();
            fields.put("memory", scene);
            fields.put("GeoTIFF", lazy);
            fields.put("Zarr 2", ZarrSource.open(store.resolve("V2/values")));
            fields.put("Zarr 3", ZarrSource.open(store.resolve("V3/values")));
            var patcher = Patching.regular(96, 72, new Hann(), new OverlapAddition());
            for (var field : fields.entrySet()) {
                var result =
                        Patching.run(field.getValue(), patcher, Scenes.REFLECTANCE.then(new NDVI(Scenes.RED, Scenes.NIR)));
                results.put(field.getKey(), result);
                story.number(
                        field.getKey() + " equals memory",
                        result.values().contentEquals(results.get("memory").values()));
            }
            summaries(story, patcher, fields);
        }

        story.say("Points are a field too: what a raster holds there.");
        var at = new PointSet(new double[] {600_005, 602_000, 1}, new double[] {5_199_995, 5_198_000, 1});
        var nearest = at.sample(scene, Scenes.NIR, PointSet.Sampling.NEAREST);
        story.number("nearest", nearest[0] == scene.band(Scenes.NIR).get(0, 0));
        story.number("outside", nearest[2]);

        story.picture(
                "patching-fields",
                "One patcher, four fields",
                "NDVI over patches of 96 every 72 pixels, Hann weights; chunks of 100 x 100 in the arrays",
                2,
                RasterPanel.values("raster in memory", results.get("memory"), ColorMap.VEGETATION, -0.2, 0.9, "NDVI"),
                RasterPanel.values("GeoTIFF, read lazily", results.get("GeoTIFF"), ColorMap.VEGETATION, -0.2, 0.9, "NDVI"),
                RasterPanel.values("Zarr 2", results.get("Zarr 2"), ColorMap.VEGETATION, -0.2, 0.9, "NDVI"),
                RasterPanel.values("Zarr 3", results.get("Zarr 3"), ColorMap.VEGETATION, -0.2, 0.9, "NDVI"));
    }

    /// One number per field instead of a raster.
    private static void summaries(Story story, Patcher patcher, Map<String, RasterSource> fields) throws Exception {
        var means = new ArrayList<Double>();
        for (var field : fields.values()) {
            try (var arena = Arena.ofShared()) {
                var patches = patcher.split(field).readAll(arena);
                means.add(Patcher.summarise(new MeanStd(), patches, RasterGrid.of(field)).mean());
            }
        }
        story.number("mean over all patches", Pixels.rounded(means.getFirst()));
        story.number("means agree", means.stream().allMatch(m -> m.equals(means.getFirst())));
    }
}
