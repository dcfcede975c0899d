package patching;

import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.sampler.AlongTrack;
import dev.stampede.patcher.sampler.ExplicitAnchors;
import dev.stampede.patcher.sampler.ExplicitCoordinates;
import dev.stampede.patcher.sampler.JitteredStride;
import dev.stampede.patcher.sampler.MapPoint;
import dev.stampede.patcher.sampler.PixelSampler;
import dev.stampede.patcher.sampler.PoissonDisk;
import dev.stampede.patcher.sampler.RandomAnchors;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.plot.sheet.Mark;
import dev.stampede.plot.sheet.Panel;
import dev.stampede.plot.sheet.RasterPanel;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import support.Patching;
import support.Story;

/// Where anchors lie: seven samplers on one domain of 512 pixels.
public final class Samplers {
    private static final int SIDE = 512;
    private static final int SIZE = 48;

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Samplers::tell);
    }

    public static void tell(Story story) throws Exception {
        var grid = RasterGrid.of(SIDE, SIDE);
        var samplers = new LinkedHashMap<String, PixelSampler>();
        samplers.put("regular stride 80", RegularStride.of(80));
        samplers.put("jittered stride 80, 0.25", new JitteredStride(PatchStep.of(80), 0.25, 3));
        samplers.put("random, 36", new RandomAnchors(36, 3));
        samplers.put("Poisson disk, 70", new PoissonDisk(70, 3));
        samplers.put(
                "explicit",
                new ExplicitAnchors(
                        List.of(new PixelAnchor(40, 40), new PixelAnchor(200, 300), new PixelAnchor(420, 120))));
        // The identity grid: map coordinates are pixels, y counts down.
        samplers.put(
                "around places",
                new ExplicitCoordinates(
                        List.of(new MapPoint(100, 90), new MapPoint(400, 220), new MapPoint(256, 430))));
        samplers.put(
                "along a track, every 60",
                new AlongTrack(
                        List.of(new MapPoint(40, 470), new MapPoint(200, 120), new MapPoint(470, 200)),
                        60,
                        AlongTrack.PolarGuard.IGNORE));

        var panels = new ArrayList<Panel>();
        for (var sampler : samplers.entrySet()) {
            var anchors = sampler.getValue().anchors(grid, PatchSize.of(SIZE), Boundary.DROP);
            story.number(sampler.getKey(), anchors.size());
            panels.add(RasterPanel.blank(sampler.getKey() + ": " + anchors.size(), SIDE, SIDE, List.of())
                    .with(
                            new Mark.Boxes(Patching.windows(anchors, SIZE), new Color(0x00798C)),
                            new Mark.Dots(
                                    anchors.stream().mapToDouble(PixelAnchor::col).toArray(),
                                    anchors.stream().mapToDouble(PixelAnchor::row).toArray(),
                                    new Color(0xD1495B),
                                    6)));
        }

        story.say("What the samplers promise:");
        var poisson = new PoissonDisk(70, 3).anchors(grid, PatchSize.of(SIZE), Boundary.DROP);
        story.number("nearest pair of Poisson disk", Math.round(100 * nearest(poisson)) / 100.0);
        story.number(
                "nearest pair at random",
                Math.round(100 * nearest(new RandomAnchors(36, 3).anchors(grid, PatchSize.of(SIZE), Boundary.DROP)))
                        / 100.0);
        story.number(
                "jitter 0 is the regular stride",
                new JitteredStride(PatchStep.of(80), 0, 9)
                        .anchors(grid, PatchSize.of(SIZE), Boundary.DROP)
                        .equals(RegularStride.of(80).anchors(grid, PatchSize.of(SIZE), Boundary.DROP)));
        story.number(
                "same seed, same anchors",
                poisson.equals(new PoissonDisk(70, 3).anchors(grid, PatchSize.of(SIZE), Boundary.DROP)));
        story.number(
                "another seed, others",
                !poisson.equals(new PoissonDisk(70, 4).anchors(grid, PatchSize.of(SIZE), Boundary.DROP)));
        story.picture(
                "patching-samplers",
                "Where anchors lie",
                "patches of 48 pixels on 512 x 512; dots are anchors, the upper left pixels",
                4,
                280,
                panels.toArray(Panel[]::new));
    }

    private static double nearest(List<PixelAnchor> anchors) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < anchors.size(); i++) {
            for (int j = 0; j < i; j++) {
                var a = anchors.get(i);
                var b = anchors.get(j);
                least = Math.min(least, Math.hypot(a.row() - b.row(), a.col() - b.col()));
            }
        }
        return least;
    }
}
