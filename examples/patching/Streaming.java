package patching;

import dev.stampede.operators.indices.NDVI;
import dev.stampede.io.raster.FileSource;
import dev.stampede.patcher.GeoTiffSink;
import dev.stampede.patcher.GridRun;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.ResumableSink;
import dev.stampede.patcher.RunSettings;
import dev.stampede.patcher.StreamingRun;
import dev.stampede.patcher.ZarrAccumulator;
import dev.stampede.patcher.ZarrOptions;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Hann;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import support.Patching;
import support.Pixels;
import support.Scenes;
import support.Story;

/// Results written while they are made: row by row into a GeoTIFF, resumed after a break, patches of patches.
public final class Streaming {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Streaming::tell);
    }

    public static void tell(Story story) throws Exception {
        var file = Scenes.clear(story, 512).scene("20240702");
        var scene = Scenes.read(file);
        var part = scene.read(Arena.ofAuto(), new Window(96, 128, 256, 256), new int[] {Scenes.NIR});
        var same = new Patching.Same();

        story.say("A GeoTIFF of 256 pixels from tiles of 64, read back:");
        var tiles = Patching.regular(64, 64, new Boxcar(), new OverlapAddition());
        var back = streamed(part, tiles, story.folder().resolve("tiles.tif"));
        story.number("tiles of 64 are exact", Pixels.worst(back, part, 0));

        story.say("Overlapping Hann patches, streamed against in memory, and against the truth inside:");
        var hann = Patching.regular(64, 32, new Hann(), new OverlapAddition());
        var streamed = streamed(part, hann, story.folder().resolve("hann.tif"));
        story.number("streamed equals in memory", Pixels.worst(streamed, Patching.run(part, hann, same), 0));
        story.number("identity inside 40 pixels", Pixels.worst(streamed, part, 40));

        story.say("Sums in a Zarr store, for patches in any order; three sizes of chunks:");
        for (int chunk : new int[] {24, 64, 100}) {
            var store = story.folder().resolve("sums-" + chunk + ".zarr");
            var options = ZarrOptions.DEFAULT.with(DType.FLOAT64).withChunks(PatchSize.of(chunk));
            try (var workers = new Workers(2);
                    var sums = ZarrAccumulator.open(store, "identity", options);
                    var sink = new GeoTiffSink(
                            story.folder().resolve("sums-" + chunk + ".tif"), OptionalDouble.empty(), Map.of())) {
                StreamingRun.run(
                        part, hann, p -> p.data(), RunSettings.of(workers).with(DType.FLOAT64), sums, sink);
            }
            story.number(
                    "chunks of " + chunk,
                    Pixels.worst(Scenes.read(story.folder().resolve("sums-" + chunk + ".tif")), streamed, 0));
        }

        story.say("A run that breaks goes on where it was:");
        resumed(story, file);

        story.say("A patch is a raster, so it has patches of its own:");
        var outer = Patching.regular(128, 128, new Boxcar(), new OverlapAddition());
        var inner = Patching.regular(32, 32, new Boxcar(), new OverlapAddition());
        var ndvi = new NDVI(Scenes.RED, Scenes.NIR);
        var nested = Patching.run(scene, outer, new Nested(inner, ndvi));
        story.number("patches of patches equal one level", Pixels.worst(nested, ndvi.apply(scene), 0));

        story.picture(
                "patching-streaming",
                "Written while it is made",
                "256 x 256 pixels of the near infrared, reconstructed from patches",
                3,
                340,
                RasterPanel.values("the part of the scene", part, ColorMap.GRAY, 0, 5000, "DN"),
                RasterPanel.values("from tiles of 64", back, ColorMap.GRAY, 0, 5000, "DN"),
                RasterPanel.values("from Hann patches every 32", streamed, ColorMap.GRAY, 0, 5000, "DN"));
    }

    private static GeoRaster streamed(GeoRaster source, Patcher patcher, Path to) throws Exception {
        try (var workers = new Workers(2);
                var sink = new GeoTiffSink(to, OptionalDouble.empty(), Map.of())) {
            GridRun.run(source, patcher, p -> p.data(), RunSettings.of(workers).with(DType.FLOAT64), sink);
        }
        return Scenes.read(to);
    }

    private static void resumed(Story story, Path file) throws Exception {
        var patcher = Patching.regular(64, 48, new Hann(), new OverlapAddition());
        var ndvi = Scenes.REFLECTANCE.then(new NDVI(Scenes.RED, Scenes.NIR));
        var journal = story.folder().resolve("journal");
        var out = story.folder().resolve("resumed.tif");
        Files.deleteIfExists(out);
        var calls = new AtomicInteger();
        try (var workers = new Workers(1);
                var source = FileSource.open(file.toString())) {
            try (var sink = new ResumableSink(journal, "ndvi", new GeoTiffSink(out, OptionalDouble.empty(), Map.of()))) {
                GridRun.run(
                        source,
                        patcher,
                        patch -> {
                            if (calls.incrementAndGet() > 90) {
                                throw new IllegalStateException("power failure");
                            }
                            return ndvi.apply(patch.data());
                        },
                        RunSettings.of(workers),
                        sink);
            } catch (RuntimeException e) {
                story.number("first run ended by", e.getMessage().contains("power failure"));
            }
            story.number("nothing half written", !Files.exists(out));
            int before = calls.get();
            try (var sink = new ResumableSink(journal, "ndvi", new GeoTiffSink(out, OptionalDouble.empty(), Map.of()))) {
                GridRun.run(
                        source,
                        patcher,
                        patch -> {
                            calls.incrementAndGet();
                            return ndvi.apply(patch.data());
                        },
                        RunSettings.of(workers),
                        sink);
            }
            int all = patcher.anchors(dev.stampede.patcher.RasterGrid.of(source)).size();
            story.number("patches", all);
            story.number("second run did fewer", calls.get() - before < all);
            story.number("and the result is whole", Pixels.worst(
                    Scenes.read(out), Patching.run(source, patcher, ndvi), 0));
        }
    }

    /// The patches of a patch.
    private record Nested(Patcher inner, NDVI work)
            implements dev.stampede.operators.core.Operator<GeoRaster, GeoRaster> {
        @Override
        public GeoRaster compute(GeoRaster in) {
            try (var arena = Arena.ofConfined()) {
                var reader = inner.split(in);
                var patches = reader.readAll(arena).stream()
                        .map(p -> p.with(work.apply(p.data())))
                        .toList();
                return inner.merge(
                        dev.stampede.raster.RasterMemory.current(),
                        patches,
                        dev.stampede.patcher.RasterGrid.of(in));
            }
        }
    }
}
