package dev.stampede.patcher;

import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.raster.DType;
import java.util.Optional;

/// How a [ZarrAccumulator] keeps its sums.
///
/// @param dtype  `float32`, which rounds sums each time they are stored, or `float64`, which gives the result of
///               a merge in memory to the bit
/// @param chunks rows and columns of a chunk; empty for those of a patch
/// @param shards rows and columns of a file of chunks, multiples of a chunk; version 3 only
public record ZarrOptions(ZarrFormat format, DType dtype, Optional<PatchSize> chunks, Optional<PatchSize> shards) {
    /// Version 3, double precision, chunks of the size of a patch.
    public static final ZarrOptions DEFAULT =
            new ZarrOptions(ZarrFormat.V3, DType.FLOAT64, Optional.empty(), Optional.empty());

    /// @throws IllegalArgumentException unless sums are floating-point numbers
    public ZarrOptions {
        if (!dtype.isFloating()) {
            throw new IllegalArgumentException("dtype is " + dtype.label() + ", sums need float32 or float64");
        }
    }

    public ZarrOptions with(ZarrFormat other) {
        return new ZarrOptions(other, dtype, chunks, shards);
    }

    public ZarrOptions with(DType other) {
        return new ZarrOptions(format, other, chunks, shards);
    }

    public ZarrOptions withChunks(PatchSize size) {
        return new ZarrOptions(format, dtype, Optional.of(size), shards);
    }

    public ZarrOptions withShards(PatchSize size) {
        return new ZarrOptions(format, dtype, chunks, Optional.of(size));
    }
}
