package patching;

import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.radiometry.DNToReflectance;
import dev.stampede.patcher.Patch;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import support.Patching;
import support.Pixels;
import support.Scenes;
import support.Story;

/// Recipe: equal patches stacked to (patch, band, row, column), one batched function over all of them.
public final class Vmap {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Vmap::tell);
    }

    public static void tell(Story story) throws Exception {
        var scene = new DNToReflectance(1e-4, 0).apply(Scenes.read(Scenes.clear(story, 512).scene("20240702")));
        var patcher = Patching.regular(128, 128, new Boxcar(), new OverlapAddition());
        try (var arena = Arena.ofShared()) {
            List<Patch> patches = patcher.split(scene).readAll(arena);
            var stack = ArrayView.allocate(arena, DType.FLOAT64, patches.size(), scene.bands(), 128, 128);
            for (int i = 0; i < patches.size(); i++) {
                stack.select(0, i).copyFrom(patches.get(i).data().values());
            }
            story.number("stack", java.util.Arrays.toString(stack.shape()));

            story.say("The batched function: bands of all patches as two long rasters, one call of the kernel.");
            var results = batched(stack);
            story.number("results", java.util.Arrays.toString(results.shape()));
            var mapped = new ArrayList<Patch>();
            for (int i = 0; i < patches.size(); i++) {
                mapped.add(patches.get(i).with(patches.get(i).data().rewrap(results.select(0, i))));
            }
            var merged = patcher.merge(arena, mapped, RasterGrid.of(scene));
            var whole = new NDVI(Scenes.RED, Scenes.NIR).apply(scene);
            story.number("equals one call per scene", Pixels.worst(merged, whole, 0));
        }
    }

    /// NDVI of every patch of a stack: red and near infrared of all patches below each other, (2, patches x rows, columns).
    private static ArrayView batched(ArrayView stack) {
        int n = stack.size(0);
        int rows = stack.size(2);
        int cols = stack.size(3);
        var bands = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, 2, n, rows, cols);
        bands.select(0, 0).copyFrom(stack.select(1, Scenes.RED));
        bands.select(0, 1).copyFrom(stack.select(1, Scenes.NIR));
        var tall = GeoRaster.of(bands.reshape(2, n * rows, cols), Affine.IDENTITY);
        return new NDVI(0, 1).apply(tall).values().reshape(n, rows, cols);
    }
}
