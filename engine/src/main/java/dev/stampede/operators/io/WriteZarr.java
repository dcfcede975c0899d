package dev.stampede.operators.io;

import dev.stampede.io.zarr.ZarrCompression;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.io.zarr.ZarrRaster;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Writes the array `values` of a Zarr store, of any rank, replacing a former one: type and numbers as they are,
/// with attributes `crs` (text), `transform` (six numbers a to f) and `fill_value_default`, see [ZarrRaster]. It
/// can be opened when all is written. Returns nothing, so it ends a pipeline.
///
/// @param store       folder
/// @param group       names of groups in it, separated by `/`; the store itself by default
/// @param chunks      sizes of a chunk along the last axes, 1 along those not named; 256 rows and columns
/// @param format      version of the format, v2 or v3; v2
/// @param compression none, gzip, or zlib (v2 only); gzip
public record WriteZarr(
        Path store,
        @Default("\"\"") String group,
        @Default("[256, 256]") List<Integer> chunks,
        @Default("\"v2\"") ZarrFormat format,
        @Default("\"gzip\"") ZarrCompression compression)
        implements FileWriter<GeoRaster> {
    /// The name of the array.
    public static final String VALUES = "values";

    /// @throws IllegalArgumentException if a chunk has no element, or the group leads out of the store
    public WriteZarr {
        chunks = List.copyOf(chunks);
        Require.that(
                !chunks.isEmpty() && chunks.stream().allMatch(n -> n >= 1), "chunks", chunks, "numbers of at least 1");
        Require.that(List.of(group.split("/")).stream().noneMatch(".."::equals), "group", group, "names of groups");
    }

    public WriteZarr(Path store) {
        this(store, "", List.of(256, 256), ZarrFormat.V2, ZarrCompression.GZIP);
    }

    /// @throws IllegalArgumentException if there are more sizes of a chunk than axes
    @Override
    public void write(GeoRaster in) throws IOException {
        var layout = ZarrRaster.layout(format, in, chunks).with(compression);
        ZarrRaster.write(store, group, VALUES, in, layout);
    }
}
