package patching;

import dev.stampede.patcher.PatchReader;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.field.IndexedPatchView;
import dev.stampede.patcher.window.Boxcar;
import java.lang.foreign.Arena;
import java.util.HashSet;
import support.Patching;
import support.Scenes;
import support.Story;

/// Recipe: patches by number, shuffled by a seed, in batches, epoch after epoch.
public final class GrainDataset {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, GrainDataset::tell);
    }

    public static void tell(Story story) throws Exception {
        var scene = Scenes.read(Scenes.clear(story, 512).scene("20240702"));
        var reader = Patching.regular(64, 64, new Boxcar(), new OverlapAddition()).split(scene);
        story.number("patches", reader.size());

        story.say("One epoch: each patch once, a batch at a time in memory of its own, in the order of a seed:");
        var seen = new HashSet<PixelAnchor>();
        double sum = 0;
        for (var batch : numbers(reader, 11).batches(10)) {
            try (var arena = Arena.ofConfined()) {
                for (int index : batch) {
                    var patch = reader.read(arena, index);
                    seen.add(patch.anchor());
                    sum += patch.data().band(Scenes.NIR).get(0, 0);
                }
            }
        }
        story.number("batches of 10", numbers(reader, 11).batches(10).size());
        story.number("the same epoch again", numbers(reader, 11).equals(numbers(reader, 11)));
        story.number("another epoch", !numbers(reader, 11).equals(numbers(reader, 12)));
        story.number("seen", seen.size());
        double expected = 0;
        for (int row = 0; row < 512; row += 64) {
            for (int col = 0; col < 512; col += 64) {
                expected += scene.band(Scenes.NIR).get(row, col);
            }
        }
        story.number("sum of corners is right", sum == expected);
    }

    /// Numbers of patches in the order of an epoch: a view that reads nothing itself, so that whoever reads says where.
    private static IndexedPatchView<Integer> numbers(PatchReader reader, long seed) {
        return new IndexedPatchView<>(reader.size(), number -> number).shuffled(seed);
    }
}
