package dev.stampede.operators.learn;

import dev.stampede.operators.core.ModelInput;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Slice;
import java.util.List;
import java.util.Optional;

/// Rasters as the arrays that models take: the numbers of the carrier as they are, without a copy. Batches are
/// parts of the first axis: bands of a raster without time, else times.
///
///     new ModelOp<>(model, new RasterArrays(), "predict", OptionalInt.empty(), true)
public record RasterArrays() implements ModelInput<GeoRaster, ArrayView> {
    @Override
    public ArrayView array(GeoRaster carrier) {
        return carrier.values();
    }

    @Override
    public int count(ArrayView array) {
        return array.size(0);
    }

    @Override
    public ArrayView part(ArrayView array, int from, int to) {
        return array.slice(0, Slice.range(from, to));
    }

    /// @throws IllegalArgumentException if the parts differ in more than the length of the first axis
    @Override
    public ArrayView join(List<ArrayView> parts) {
        int[] shape = parts.getFirst().shape();
        shape[0] = parts.stream().mapToInt(part -> part.size(0)).sum();
        var out = RasterMemory.allocate(parts.getFirst().dtype(), shape);
        int at = 0;
        for (var part : parts) {
            out.slice(0, Slice.range(at, at + part.size(0))).copyFrom(part);
            at += part.size(0);
        }
        return out;
    }

    /// A raster on the grid of `carrier` when rows and columns are the same; band names go with the bands they
    /// named.
    @Override
    public Optional<GeoRaster> rewrap(GeoRaster carrier, ArrayView result) {
        boolean fits = result.rank() >= 2
                && result.rank() <= 4
                && result.size(-1) == carrier.width()
                && result.size(-2) == carrier.height();
        if (!fits) {
            return Optional.empty();
        }
        boolean sameBands = result.rank() == carrier.rank()
                && result.size(0) == carrier.values().size(0);
        return Optional.of((sameBands
                        ? carrier
                        : carrier.withAttributes(carrier.attributes().withBandNames(List.of())))
                .rewrap(result));
    }
}
