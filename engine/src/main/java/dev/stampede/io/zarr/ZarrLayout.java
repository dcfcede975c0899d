package dev.stampede.io.zarr;

import dev.stampede.raster.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What an array of a store is: its numbers, how they are cut into chunks and what is said about them. The
/// lists are of one length, slowest axis first.
///
/// @param shape       sizes of the axes
/// @param chunks      sizes of a chunk; those at the far edges are stored whole
/// @param shards      sizes of a file of chunks, multiples of those of a chunk; empty: a file for each chunk.
///                    Version 3 only
/// @param fill        the value of chunks that are not stored
/// @param level       of compression, 0 to 9
/// @param dims        names of the axes; empty if they have none
/// @param attributes  what JSON can hold
public record ZarrLayout(
        ZarrFormat format,
        DType dtype,
        List<Integer> shape,
        List<Integer> chunks,
        List<Integer> shards,
        double fill,
        ZarrCompression compression,
        int level,
        List<String> dims,
        Map<String, Object> attributes) {
    private static final int DEFAULT_LEVEL = 1;
    private static final int MAX_LEVEL = 9;
    private static final long MOST_PACKED = 2_000_000_000; // with what packing may add, below 2^31

    /// @throws IllegalArgumentException naming the parameter that does not fit
    public ZarrLayout {
        shape = List.copyOf(shape);
        chunks = List.copyOf(chunks);
        shards = List.copyOf(shards);
        dims = List.copyOf(dims);
        require("chunks", chunks, shape.size());
        if (shape.isEmpty() || shape.stream().anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException("shape is " + shape + ", needs at least one axis of at least 0");
        }
        if (!shards.isEmpty()) {
            require("shards", shards, shape.size());
            for (int axis = 0; axis < shape.size(); axis++) {
                if (shards.get(axis) % chunks.get(axis) != 0) {
                    throw new IllegalArgumentException(
                            "shards are " + shards + ", need multiples of the chunks " + chunks);
                }
            }
            if (format == ZarrFormat.V2) {
                throw new IllegalArgumentException("shards need version 3 of the format; version 2 has none");
            }
        }
        if (compression == ZarrCompression.ZLIB && format == ZarrFormat.V3) {
            throw new IllegalArgumentException("compression is zlib, which version 3 does not know; use gzip");
        }
        if (compression != ZarrCompression.NONE) {
            long bytes = dtype.bytes();
            for (int n : chunks) {
                bytes = Math.min(Long.MAX_VALUE / Integer.MAX_VALUE, bytes * n);
            }
            if (bytes > MOST_PACKED) {
                throw new IllegalArgumentException("chunks are " + chunks + " of " + dtype.label()
                        + ", which cannot be compressed: more than " + MOST_PACKED + " bytes each; cut them smaller");
            }
        }
        if (level < 0 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("level is " + level + ", needs 0 to " + MAX_LEVEL);
        }
        if (!dims.isEmpty() && dims.size() != shape.size()) {
            throw new IllegalArgumentException("dims are " + dims + ", but there are " + shape.size() + " axes");
        }
    }

    private static void require(String name, List<Integer> sizes, int rank) {
        if (sizes.size() != rank || sizes.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    name + " are " + sizes + ", need " + rank + " numbers of at least 1, one for each axis");
        }
    }

    /// Chunks as they are, fill 0, nothing else.
    /// @param chunks sizes of a chunk; those larger than an axis are cut to it
    public static ZarrLayout of(ZarrFormat format, DType dtype, int[] shape, int[] chunks) {
        var cut = chunks.clone();
        for (int axis = 0; axis < Math.min(shape.length, cut.length); axis++) {
            cut[axis] = Math.clamp(cut[axis], 1, Math.max(1, shape[axis]));
        }
        return new ZarrLayout(
                format,
                dtype,
                list(shape),
                list(cut),
                List.of(),
                0,
                ZarrCompression.NONE,
                DEFAULT_LEVEL,
                List.of(),
                Map.of());
    }

    public ZarrLayout withShards(int... sizes) {
        return new ZarrLayout(format, dtype, shape, chunks, list(sizes), fill, compression, level, dims, attributes);
    }

    public ZarrLayout withFill(double value) {
        return new ZarrLayout(format, dtype, shape, chunks, shards, value, compression, level, dims, attributes);
    }

    public ZarrLayout with(ZarrCompression packing) {
        return new ZarrLayout(format, dtype, shape, chunks, shards, fill, packing, level, dims, attributes);
    }

    public ZarrLayout withDims(List<String> names) {
        return new ZarrLayout(format, dtype, shape, chunks, shards, fill, compression, level, names, attributes);
    }

    public ZarrLayout withAttributes(Map<String, Object> values) {
        return new ZarrLayout(format, dtype, shape, chunks, shards, fill, compression, level, dims, values);
    }

    static List<Integer> list(int[] sizes) {
        var list = new ArrayList<Integer>(sizes.length);
        Arrays.stream(sizes).forEach(list::add);
        return list;
    }

    /// Sizes of what is one file: a shard, or a chunk where there are none.
    List<Integer> files() {
        return shards.isEmpty() ? chunks : shards;
    }

    int[] shapeArray() {
        return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    int[] chunkArray() {
        return chunks.stream().mapToInt(Integer::intValue).toArray();
    }

    int[] fileArray() {
        return files().stream().mapToInt(Integer::intValue).toArray();
    }
}
