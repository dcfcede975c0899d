package support;

import dev.stampede.operators.core.Operator;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.GridRun;
import dev.stampede.patcher.RunSettings;
import dev.stampede.patcher.aggregation.Aggregation;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.WeightWindow;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.util.List;

/// Short ways to say what the patching examples say often.
public final class Patching {
    private Patching() {}

    public static Patcher regular(int size, int step, WeightWindow window, Aggregation aggregation) {
        return new Patcher(
                new Rectangular(PatchSize.of(size), Boundary.SHRINK), RegularStride.of(step), window, aggregation);
    }

    /// All patches worked on and merged, in memory that is freed when nothing refers to it.
    public static GeoRaster run(RasterSource source, Patcher patcher, Operator<GeoRaster, GeoRaster> work) {
        try (var workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            return GridRun.toMemory(
                    Arena.ofAuto(), source, patcher, patch -> work.apply(patch.data()), RunSettings.of(workers));
        }
    }

    public static List<Window> windows(List<PixelAnchor> anchors, int size) {
        return anchors.stream()
                .map(a -> new Window(a.col(), a.row(), size, size))
                .toList();
    }

    /// Its input.
    public record Same() implements Operator<GeoRaster, GeoRaster> {
        @Override
        public GeoRaster compute(GeoRaster in) {
            return in;
        }
    }
}
