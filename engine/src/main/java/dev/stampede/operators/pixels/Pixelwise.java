package dev.stampede.operators.pixels;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Sequential;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Optional;

/// An operator whose result at a pixel follows from that pixel alone, so that a scene can be worked on tile
/// by tile: the result of a window is that window of the result. Statistics of bands and neighbourhoods are
/// not such.
public interface Pixelwise {
    /// Whether it is with these parameters.
    default boolean isPixelwise() {
        return true;
    }

    /// The bands of its input that the operator looks at to make some bands of its result; all unless an
    /// operator knows better. Of a result or an input without a band axis the one band is 0.
    /// @param in     looks like the input; its values mean nothing
    /// @param wanted bands of the result
    default BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        return all(in.bands());
    }

    /// The first `count` bands.
    static BitSet all(int count) {
        var bands = new BitSet(count);
        bands.set(0, count);
        return bands;
    }

    /// Bands of its input that a pipeline looks at.
    /// @param in looks like the input; it is run on it to see what goes from step to step
    static BitSet bandsNeeded(Operator<GeoRaster, GeoRaster> pipeline, GeoRaster in) {
        return bandsNeeded(pipeline, in, all(pipeline.apply(in).bands()));
    }

    @SuppressWarnings("unchecked")
    private static BitSet bandsNeeded(Operator<?, ?> pipeline, GeoRaster in, BitSet wanted) {
        if (pipeline instanceof Pixelwise pixelwise) {
            return pixelwise.bandsNeeded(in, wanted);
        }
        if (!(pipeline instanceof Sequential<?, ?>(var steps)) || steps.isEmpty()) {
            return pipeline instanceof Sequential<?, ?> ? wanted : all(in.bands());
        }
        var inputs = new ArrayList<GeoRaster>();
        var value = in;
        for (var step : steps) {
            inputs.add(value);
            value = ((Operator<GeoRaster, GeoRaster>) step).apply(value);
        }
        var needed = wanted;
        for (int i = steps.size() - 1; i >= 0; i--) {
            needed = bandsNeeded(steps.get(i), inputs.get(i), needed);
        }
        return needed;
    }

    /// The name of the first part of a pipeline that needs more than a pixel; empty if none does.
    static Optional<String> obstacle(Operator<?, ?> pipeline) {
        if (pipeline instanceof Sequential<?, ?>(var steps)) {
            return steps.stream()
                    .map(Pixelwise::obstacle)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        boolean fine = pipeline instanceof Pixelwise pixelwise && pixelwise.isPixelwise();
        return fine ? Optional.empty() : Optional.of(pipeline.name());
    }
}
