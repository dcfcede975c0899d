package dev.stampede.operators.compositing;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.Pair;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Per pixel the clear observation of the scene with the lowest share of cloud overall; where no scene is clear that
/// of the scene with the lowest share. The input is a list of scenes with their cloud masks (`true` = cloud). With
/// `returnCount` a [Pair] of the composite and the number of clear scenes, `int64`.
///
/// @param returnCount false
public record MinCloudComposite(@Default("false") boolean returnCount)
        implements ListOperator<Pair<GeoRaster, GeoRaster>, Object> {
    @Override
    public Object compute(List<Pair<GeoRaster, GeoRaster>> scenes) {
        var rasters = scenes.stream().map(Pair::first).toList();
        Scenes.require(rasters);
        scenes.forEach(scene -> scene.first().requireSameExtent(scene.second()));
        var first = rasters.getFirst();
        var masks = scenes.stream()
                .map(scene -> scene.second().values().broadcast(first.height(), first.width()))
                .toList();
        var share = masks.stream()
                .mapToDouble(mask -> BandStatistics.moments(mask).mean())
                .toArray();
        var order = IntStream.range(0, share.length)
                .boxed()
                .sorted(Comparator.comparingDouble(scene -> share[scene]))
                .mapToInt(Integer::intValue)
                .toArray();
        var chosen = RasterMemory.allocate(DType.INT64, first.height(), first.width());
        Scenes.forEach(masks, chosen, (cloudy, row, col) -> clearest(cloudy, order));
        var out = Scenes.allocate(rasters, first.dtype());
        MaxNdviComposite.pick(Scenes.arrays(rasters), chosen, first, out);
        if (!returnCount) {
            return first.rewrap(out);
        }
        var count = RasterMemory.allocate(DType.INT64, first.height(), first.width());
        Scenes.forEach(masks, count, (cloudy, row, col) -> clear(cloudy));
        var plain = first.withAttributes(first.attributes().withBandNames(List.of()));
        return new Pair<>(first.rewrap(out), plain.rewrap(count, OptionalDouble.empty()));
    }

    private static int clearest(double[] cloudy, int[] order) {
        for (int scene : order) {
            if (cloudy[scene] == 0) {
                return scene;
            }
        }
        return order[0];
    }

    private static int clear(double[] cloudy) {
        int n = 0;
        for (double flag : cloudy) {
            n += flag == 0 ? 1 : 0;
        }
        return n;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
