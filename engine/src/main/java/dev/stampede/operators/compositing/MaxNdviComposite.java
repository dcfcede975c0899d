package dev.stampede.operators.compositing;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.Named;
import dev.stampede.operators.core.Pair;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// All bands of a pixel from the scene with the highest vegetation index, computed in single precision; the first
/// scene wins ties. Where every scene's index is NaN the result is NaN, or the fill value for integers, and the
/// number of the scene 0. With `returnIndex` a [Pair] of the composite and the number of the scene, `int64`.
///
/// @param red         band by index or name, 2
/// @param nir         band by index or name, 3
/// @param returnIndex false
/// @param eps         added to the denominator, 1e-10
@Named("MaxNDVIComposite")
public record MaxNdviComposite(
        @Default("2") Band red,
        @Default("3") Band nir,
        @Default("false") boolean returnIndex,
        @Default("1e-10") double eps)
        implements ListOperator<GeoRaster, Object>, Pixelwise {
    @Override
    public Object compute(List<GeoRaster> scenes) {
        Scenes.require(scenes);
        var first = scenes.getFirst();
        var pairs = new ArrayList<ArrayView>();
        for (var scene : scenes) {
            pairs.add(red.of(scene));
            pairs.add(nir.of(scene));
        }
        var chosen = RasterMemory.allocate(DType.INT64, first.height(), first.width());
        Scenes.forEach(pairs, chosen, (values, row, col) -> best(values));
        var out = Scenes.allocate(scenes, first.dtype());
        pick(Scenes.arrays(scenes), chosen, first, out);
        var result = first.rewrap(out);
        if (!returnIndex) {
            return result;
        }
        var plain = first.withAttributes(first.attributes().withBandNames(List.of()));
        var index = RasterMemory.allocate(DType.INT64, first.height(), first.width());
        Scenes.forEach(List.of(chosen), index, (scene, row, col) -> Math.max(scene[0], 0));
        return new Pair<>(result, plain.rewrap(index, OptionalDouble.empty()));
    }

    /// @param values red and near infrared of each scene
    private double best(double[] values) {
        int best = -1;
        float highest = Float.NEGATIVE_INFINITY;
        for (int scene = 0; scene < values.length / 2; scene++) {
            float r = (float) values[2 * scene];
            float n = (float) values[2 * scene + 1];
            float index = (n - r) / (n + r + (float) eps);
            if (index > highest || best < 0 && index == highest) {
                highest = index;
                best = scene;
            }
        }
        return best;
    }

    /// Takes each pixel from the chosen scene.
    static void pick(List<ArrayView> scenes, ArrayView chosen, GeoRaster first, ArrayView out) {
        double none = first.dtype().isFloating() ? Double.NaN : first.fill().orElse(0);
        var all = new ArrayList<>(scenes);
        all.add(chosen.broadcast(out.shape()));
        Scenes.forEach(all, out, (values, row, col) -> {
            int scene = (int) values[values.length - 1];
            return scene < 0 ? none : values[scene];
        });
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
