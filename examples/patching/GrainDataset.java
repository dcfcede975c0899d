package patching;

import dev.stampede.patcher.PatchReader;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import support.Patching;
import support.Scenes;
import support.Story;

/// Recipe: patches by number, shuffled by a seed, in batches, epoch after epoch.
public final class GrainDataset {
    /// Orders of patches that a seed and an epoch decide.
    record Epochs(int size, long seed) {
        List<Integer> order(int epoch) {
            var order = new ArrayList<Integer>();
            for (int i = 0; i < size; i++) {
                order.add(i);
            }
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed + epoch);
            Collections.shuffle(order, random);
            return order;
        }

        List<List<Integer>> batches(int epoch, int length) {
            var order = order(epoch);
            var batches = new ArrayList<List<Integer>>();
            for (int from = 0; from < size; from += length) {
                batches.add(order.subList(from, Math.min(size, from + length)));
            }
            return batches;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, GrainDataset::tell);
    }

    public static void tell(Story story) throws Exception {
        var scene = Scenes.read(Scenes.clear(story, 512).scene("20240702"));
        PatchReader patches =
                Patching.regular(64, 64, new Boxcar(), new OverlapAddition()).split(scene);
        var epochs = new Epochs(patches.size(), 11);
        story.number("patches", patches.size());
        story.number("batches of 10", epochs.batches(0, 10).size());
        story.number("the same epoch again", epochs.order(3).equals(new Epochs(patches.size(), 11).order(3)));
        story.number("another epoch", !epochs.order(3).equals(epochs.order(4)));

        story.say("One epoch: each patch once, a batch at a time in memory of its own.");
        var seen = new HashSet<Integer>();
        double sum = 0;
        for (var batch : epochs.batches(0, 10)) {
            try (var arena = Arena.ofConfined()) {
                var stack = new ArrayList<GeoRaster>();
                for (int index : batch) {
                    seen.add(index);
                    stack.add(patches.read(arena, index).data());
                }
                for (var raster : stack) {
                    sum += raster.band(Scenes.NIR).get(0, 0);
                }
            }
        }
        story.number("seen", seen.size());
        double expected = 0;
        for (int row = 0; row < 512; row += 64) {
            for (int col = 0; col < 512; col += 64) {
                expected += scene.band(Scenes.NIR).get(row, col);
            }
        }
        story.number("sum of corners is right", sum == expected);
    }
}
