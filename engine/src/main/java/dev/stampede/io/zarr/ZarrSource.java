package dev.stampede.io.zarr;

import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.BoxSource;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.OptionalDouble;

/// An array of a store read window by window as a raster; where it lies, [ZarrRaster] says. Rank 2 to 4.
public final class ZarrSource implements BoxSource {
    private static final int MAX_RANK = 4;

    private final ZarrArray array;
    private final Affine affine;
    private final Crs crs;
    private final OptionalDouble fill;
    private final Attributes attributes;

    private ZarrSource(ZarrArray array) throws IOException {
        this.array = array;
        var rest = new LinkedHashMap<>(array.layout().attributes());
        if (array.shape().length < 2 || array.shape().length > MAX_RANK) {
            throw new IOException(array.folder() + ": has " + array.shape().length
                    + " axes; a raster has rows and columns, and up to two axes before them");
        }
        var six = new Attributes(rest).numbers(ZarrRaster.TRANSFORM).orElse(null);
        if (six != null && six.length != 6) {
            throw new IOException(array.folder() + ": attribute transform has " + six.length + " numbers, expected 6");
        }
        this.affine = six == null ? Affine.IDENTITY : new Affine(six[0], six[1], six[2], six[3], six[4], six[5]);
        this.crs = rest.get(ZarrRaster.CRS) instanceof String text ? new Crs(text) : Crs.NONE;
        this.fill = fill(rest.get(ZarrRaster.FILL), array);
        rest.keySet().removeAll(java.util.List.of(ZarrRaster.TRANSFORM, ZarrRaster.CRS, ZarrRaster.FILL));
        this.attributes = new Attributes(rest);
    }

    private static OptionalDouble fill(Object value, ZarrArray array) {
        return switch (value) {
            case Number number -> OptionalDouble.of(number.doubleValue());
            case String text when text.equals("NaN") -> OptionalDouble.of(Double.NaN);
            case null, default ->
                array.dtype().isFloating() && Double.isNaN(array.layout().fill())
                        ? OptionalDouble.of(Double.NaN)
                        : OptionalDouble.empty();
        };
    }

    /// Opens an array.
    /// @throws IOException if it is none, is no raster or is packed in a way not known here
    public static ZarrSource open(Path folder) throws IOException {
        return new ZarrSource(ZarrArray.open(folder));
    }

    /// A raster over an open array.
    /// @throws IOException if it is no raster
    public static ZarrSource of(ZarrArray array) throws IOException {
        return new ZarrSource(array);
    }

    @Override
    public DType dtype() {
        return array.dtype();
    }

    @Override
    public int[] shape() {
        return array.shape();
    }

    @Override
    public Affine affine() {
        return affine;
    }

    @Override
    public Crs crs() {
        return crs;
    }

    @Override
    public OptionalDouble fill() {
        return fill;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public ArrayView readBox(SegmentAllocator allocator, int[] start, int[] size) throws IOException {
        return array.read(allocator, start, size);
    }
}
