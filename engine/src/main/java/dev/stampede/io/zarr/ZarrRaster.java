package dev.stampede.io.zarr;

import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Carriers as arrays of a store. What an array says of its place:
///
/// | attribute | |
/// |---|---|
/// | `crs` | text of the reference system, if there is one |
/// | `transform` | the six numbers a to f, x = a col + b row + c and y = d col + e row + f |
/// | `fill_value_default` | the value that means "no data", `"NaN"` for NaN |
/// | others | as the carrier has them |
public final class ZarrRaster {
    static final String CRS = "crs";
    static final String TRANSFORM = "transform";
    static final String FILL = "fill_value_default";

    private static final List<String> DIMS = List.of("time", "band", "y", "x");

    private ZarrRaster() {}

    /// The attributes of an array that holds a raster.
    public static Map<String, Object> attributes(RasterSource raster) {
        var all = new LinkedHashMap<String, Object>(raster.attributes().values());
        if (!raster.crs().isNone()) {
            all.put(CRS, raster.crs().text());
        }
        var t = raster.affine();
        all.put(TRANSFORM, List.of(t.a(), t.b(), t.c(), t.d(), t.e(), t.f()));
        raster.fill().ifPresent(fill -> all.put(FILL, Double.isFinite(fill) ? (Object) fill : Double.toString(fill)));
        return all;
    }

    /// The layout of a raster: its type, size and attributes, no shards.
    /// @param chunks sizes of a chunk along the last axes; 1 along those not named
    /// @throws IllegalArgumentException if there are more sizes than axes, or one is below 1
    public static ZarrLayout layout(ZarrFormat format, RasterSource raster, List<Integer> chunks) {
        var shape = raster.shape();
        int missing = shape.length - chunks.size();
        if (missing < 0 || chunks.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException("chunks are " + chunks + ", need at most " + shape.length
                    + " numbers of at least 1, for the last axes of " + shape.length);
        }
        var sizes = new int[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            sizes[axis] = axis < missing ? 1 : chunks.get(axis - missing);
        }
        return ZarrLayout.of(format, raster.dtype(), shape, sizes)
                .withDims(DIMS.subList(DIMS.size() - shape.length, DIMS.size()))
                .withAttributes(attributes(raster));
    }

    /// Writes a raster as an array of a group, replacing a former one. It can be opened when all is written.
    /// @param group names of groups, separated by `/`; empty for the store itself
    /// @throws IOException if it cannot be written, or the folder holds something else
    public static void write(Path store, String group, String name, GeoRaster raster, ZarrLayout layout)
            throws IOException {
        var folder = ZarrGroup.create(store, group, layout.format());
        var array = ZarrArray.begin(folder.resolve(name), layout);
        array.write(new int[raster.rank()], raster.values());
        array.publish();
    }
}
