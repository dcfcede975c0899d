package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;

/// Overlapping parts of one size: [Tile] with the stride `size - overlap`.
///
/// @param size    rows and columns
/// @param overlap rows and columns shared by neighbours, 0
public record SlidingWindow(
        List<Integer> size, @Default("0") int overlap) implements Operator<GeoRaster, List<GeoRaster>> {
    public SlidingWindow {
        size = List.copyOf(size);
        Require.that(size.size() == 2 && size.get(0) > 0 && size.get(1) > 0, "size", size, "rows and columns");
        Require.that(
                overlap >= 0 && overlap < Math.min(size.get(0), size.get(1)), "overlap", overlap, "less than the size");
    }

    @Override
    public List<GeoRaster> compute(GeoRaster in) {
        var stride = List.of(size.get(0) - overlap, size.get(1) - overlap);
        return new Tile(size, Optional.of(stride), false).compute(in);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
