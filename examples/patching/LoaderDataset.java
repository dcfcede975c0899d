package patching;

import dev.stampede.io.raster.FileSource;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.radiometry.ToFloat32;
import dev.stampede.patcher.PatchReader;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import support.Patching;
import support.Scenes;
import support.Story;

/// Recipe: length and item by number over a lazy file, read by several workers, each in memory of its own.
public final class LoaderDataset {
    /// What training code asks for: how many items, and one of them. Safe for any number of threads.
    record Items(PatchReader patches, Operator<GeoRaster, GeoRaster> transform) {
        int length() {
            return patches.size();
        }

        GeoRaster item(Arena arena, int index) throws IOException {
            var patch = patches.read(arena, index);
            return RasterMemory.<GeoRaster, RuntimeException>in(arena, () -> transform.apply(patch.data()));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, LoaderDataset::tell);
    }

    public static void tell(Story story) throws Exception {
        var file = Scenes.clear(story, 512).scene("20240702");
        try (var source = FileSource.open(file.toString())) {
            var items = new Items(
                    Patching.regular(96, 96, new Boxcar(), new OverlapAddition()).split(source), new ToFloat32());
            story.number("length", items.length());
            var one = means(items, 1);
            var four = means(items, 4);
            story.number("four workers read what one reads", one.equals(four));
            try (var arena = Arena.ofConfined()) {
                story.number("item type", items.item(arena, 7).dtypeLabel());
            }
        }
    }

    /// The mean of the first band of every item, read by so many workers.
    private static ArrayList<Double> means(Items items, int workers) throws Exception {
        var calls = new ArrayList<Callable<Double>>();
        for (int i = 0; i < items.length(); i++) {
            int index = i;
            calls.add(() -> {
                try (var arena = Arena.ofConfined()) {
                    var band = items.item(arena, index).band(0);
                    double sum = 0;
                    for (int row = 0; row < band.size(0); row++) {
                        for (int col = 0; col < band.size(1); col++) {
                            sum += band.get(row, col);
                        }
                    }
                    return sum / band.elements();
                }
            });
        }
        var means = new ArrayList<Double>();
        try (var pool = Executors.newFixedThreadPool(workers)) {
            for (var future : pool.invokeAll(calls)) {
                means.add(future.get());
            }
        }
        return means;
    }
}
