package dev.stampede.raster;

import dev.stampede.memory.Attributed;
import dev.stampede.memory.Shaped;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// The carrier of raster pipelines: numbers of rank 2 to 4, ordered (time, band, y, x), and where they lie.
/// The metadata never change; operators return new carriers, often views of the same memory.
///
/// @param values     the numbers
/// @param affine     pixel corners to map coordinates
/// @param fill       the value that means "no data"; NaN stands for NaN. Arithmetic does not look at it
/// @param attributes names of bands and what else is known
public record GeoRaster(ArrayView values, Affine affine, Crs crs, OptionalDouble fill, Attributes attributes)
        implements RasterSource, Shaped, Attributed<GeoRaster> {
    /// Affine terms that differ by less are the same grid.
    public static final double GRID_TOLERANCE = 1e-3;

    private static final List<String> DIMS = List.of("time", "band", "y", "x");

    /// @throws IllegalArgumentException if the rank is not 2, 3 or 4, or there is no pixel
    public GeoRaster {
        if (values.rank() < 2 || values.rank() > DIMS.size() || values.size(-1) == 0 || values.size(-2) == 0) {
            throw new IllegalArgumentException(
                    "a raster has rows and columns, and up to two axes before them; this is " + values);
        }
    }

    /// With fill 0, no reference system and no attributes.
    public static GeoRaster of(ArrayView values, Affine affine) {
        return new GeoRaster(values, affine, Crs.NONE, OptionalDouble.of(0), Attributes.NONE);
    }

    @Override
    public DType dtype() {
        return values.dtype();
    }

    @Override
    public int[] shape() {
        return values.shape();
    }

    @Override
    public String dtypeLabel() {
        return dtype().label();
    }

    @Override
    public String contentHash() {
        return ContentDigest.of(this);
    }

    @Override
    public long contentBytes() {
        return Math.multiplyExact(values.elements(), dtype().bytes());
    }

    /// `crs` and `fill` where they are known, `transform`, and the keys of the attributes.
    @Override
    public boolean hasAttribute(String name) {
        return switch (name) {
            case "crs" -> !crs.isNone();
            case "fill" -> fill.isPresent();
            case "transform" -> true;
            default -> attributes.values().containsKey(name);
        };
    }

    /// `crs` as its code or text, `transform` as the six terms a to f, `fill` as a number.
    @Override
    public Object attribute(String name) {
        return switch (name) {
            case "crs" -> crs.isNone() ? null : crs.code().orElse(crs.text());
            case "fill" -> fill.isPresent() ? fill.getAsDouble() : null;
            case "transform" -> List.of(affine.a(), affine.b(), affine.c(), affine.d(), affine.e(), affine.f());
            default -> attributes.values().get(name);
        };
    }

    /// Another value of a key of the attributes; grid and fill value have methods of their own.
    @Override
    public GeoRaster withAttribute(String name, Object value) {
        return withAttributes(attributes.with(name, value));
    }

    public int rank() {
        return values.rank();
    }

    /// Names of the axes: the last of `time, band, y, x`.
    public List<String> dims() {
        return DIMS.subList(DIMS.size() - rank(), DIMS.size());
    }

    /// One band as rows and columns; rank 2 is its own only band.
    /// @throws IllegalArgumentException  if there is a time axis
    /// @throws IndexOutOfBoundsException if there is no such band
    public ArrayView band(int index) {
        if (rank() == 2) {
            if (index != 0) {
                throw new IndexOutOfBoundsException("band " + index + " of a raster without a band axis");
            }
            return values;
        }
        if (rank() > 3) {
            throw new IllegalArgumentException("one band of " + values + " has a time axis too");
        }
        return values.select(0, index);
    }

    /// Index of the band of this name.
    /// @throws IllegalArgumentException if no list of names has it
    public int bandIndex(String name) {
        return attributes
                .bandIndex(name)
                .orElseThrow(() -> new IllegalArgumentException("no band is named " + name + "; names: "
                        + attributes.bandNames(bands()).map(List::toString).orElse("none given")));
    }

    /// Whether pixels coincide: equal reference systems, affine terms within [#GRID_TOLERANCE], equal size.
    public boolean sameExtent(RasterSource other) {
        var a = affine.geoTransform();
        var b = other.affine().geoTransform();
        for (int term = 0; term < a.length; term++) {
            if (!(Math.abs(a[term] - b[term]) <= GRID_TOLERANCE)) {
                return false;
            }
        }
        return crs.isSame(other.crs()) && width() == other.width() && height() == other.height();
    }

    /// @throws IllegalArgumentException if pixels do not coincide; names both grids
    public void requireSameExtent(RasterSource other) {
        if (!sameExtent(other)) {
            throw new IllegalArgumentException("the grids differ: " + grid(this) + " and " + grid(other));
        }
    }

    private static String grid(RasterSource raster) {
        return raster.width() + " x " + raster.height() + " at " + raster.affine() + " in " + raster.crs();
    }

    /// Other values of the same rows and columns.
    /// @throws IllegalArgumentException if the last two axes differ
    public GeoRaster rewrap(ArrayView result) {
        return rewrap(result, fill);
    }

    /// Other values of the same rows and columns, with another fill value.
    /// @throws IllegalArgumentException if the last two axes differ
    public GeoRaster rewrap(ArrayView result, OptionalDouble newFill) {
        if (result.rank() < 2 || result.size(-1) != width() || result.size(-2) != height()) {
            throw new IllegalArgumentException("a result of " + result + " has not the rows and columns of " + values);
        }
        return new GeoRaster(result, affine, crs, newFill, attributes);
    }

    /// A boolean mask on this grid: fill false.
    public GeoRaster rewrapMask(ArrayView mask) {
        return new GeoRaster(
                mask, affine, crs, OptionalDouble.of(0), rank() == mask.rank() ? attributes : withoutNames());
    }

    private Attributes withoutNames() {
        return attributes.withBandNames(List.of());
    }

    public GeoRaster withFill(OptionalDouble newFill) {
        return new GeoRaster(values, affine, crs, newFill, attributes);
    }

    public GeoRaster withAttributes(Attributes newAttributes) {
        return new GeoRaster(values, affine, crs, fill, newAttributes);
    }

    /// Takes parts of axes by name (`time`, `band`, `y`, `x`). Parts of rows and columns move the corner,
    /// steps enlarge the pixels. A view, unless bands are picked in an irregular order.
    /// @throws IllegalArgumentException if an axis is unknown, or rows or columns are not taken by a [Slice]
    public GeoRaster isel(SegmentAllocator allocator, Map<String, Index> parts) {
        var left = new LinkedHashMap<>(parts);
        var result = this;
        for (var dim : dims()) {
            var index = left.remove(dim);
            if (index != null) {
                result = new Indexing(allocator, result).take(dim, index);
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("no axis " + left.keySet() + "; there are " + dims());
        }
        return result;
    }

    /// Bands in an order of one's own, with their names and wavelengths; a copy.
    public GeoRaster pickBands(SegmentAllocator allocator, int... bands) {
        var picks = new Index.Pick(Arrays.stream(bands).boxed().toList());
        return isel(allocator, Map.of("band", picks));
    }

    /// More pixels on each side; the corner moves so that the old ones keep their place.
    /// @param value what a constant padding holds; empty for the fill value
    public GeoRaster pad(SegmentAllocator allocator, Padding padding, OptionalDouble value) {
        var sizes = shape();
        sizes[sizes.length - 2] += padding.top() + padding.bottom();
        sizes[sizes.length - 1] += padding.left() + padding.right();
        var padded = ArrayView.allocate(allocator, dtype(), sizes);
        ArrayCopy.pad(values, padded, padding, value.orElse(fill.orElse(0)));
        return new GeoRaster(padded, affine.at(-padding.left(), -padding.top()), crs, fill, attributes);
    }

    @Override
    public GeoRaster read(SegmentAllocator allocator, Window window, int[] bands) {
        var picked =
                bands == null || rank() == 2 && bands.length == 1 && bands[0] == 0 ? this : pickBands(allocator, bands);
        var place = affine.at(window.col(), window.row());
        if (window().contains(window)) {
            return new GeoRaster(picked.values.window(window), place, crs, fill, picked.attributes);
        }
        var sizes = picked.shape();
        sizes[sizes.length - 2] = window.height();
        sizes[sizes.length - 1] = window.width();
        var out = ArrayView.allocate(allocator, dtype(), sizes);
        out.fill(fill.orElse(0));
        window.intersection(window())
                .ifPresent(shared -> out.window(shared.relativeTo(window.col(), window.row()))
                        .copyFrom(picked.values.window(shared)));
        return new GeoRaster(out, place, crs, fill, picked.attributes);
    }

    @Override
    public GeoRaster read(SegmentAllocator allocator, Window window) {
        return read(allocator, window, null);
    }

    @Override
    public GeoRaster readClipped(SegmentAllocator allocator, Window window) {
        return read(allocator, clip(window), null);
    }

    @Override
    public GeoRaster readAll(SegmentAllocator allocator) {
        return this;
    }

    /// Writes what of `data` lies within this raster into its memory.
    /// @param data of the window's size; missing leading axes repeat
    /// @throws IllegalArgumentException if the sizes do not fit
    public void writeFromWindow(ArrayView data, Window window) {
        if (data.size(-1) != window.width() || data.size(-2) != window.height()) {
            throw new IllegalArgumentException(data + " does not fill the window of " + window.height() + " rows and "
                    + window.width() + " columns");
        }
        window.intersection(window()).ifPresent(shared -> {
            var target = values.window(shared);
            target.copyFrom(
                    data.window(shared.relativeTo(window.col(), window.row())).broadcast(target.shape()));
        });
    }

    /// Carriers of one grid and shape along a new first axis.
    /// @throws IllegalArgumentException if there is none, or grids, shapes or types differ
    public static GeoRaster stack(SegmentAllocator allocator, List<GeoRaster> rasters) {
        return Joining.stack(allocator, rasters);
    }

    /// Carriers of one grid along the first axis; rank 2 counts as one band. Names of bands are joined when
    /// all have some.
    /// @throws IllegalArgumentException if there is none, or grids, ranks or types differ
    public static GeoRaster concatenate(SegmentAllocator allocator, List<GeoRaster> rasters) {
        return Joining.concatenate(allocator, rasters);
    }

    /// Where values are data: unequal to the fill value, or not NaN when that is NaN; everywhere without one.
    public GeoRaster validMask(SegmentAllocator allocator) {
        var mask = ArrayView.allocate(allocator, DType.BOOL, shape());
        ArrayCopy.valid(values, fill, mask);
        return rewrapMask(mask);
    }

    /// The raster seen from the other side, each pixel at its place on the map.
    public GeoRaster flipColumns() {
        return new GeoRaster(values.flip(-1), affine.at(width(), 0).scaled(-1, 1), crs, fill, attributes);
    }

    /// The raster upside down, each pixel at its place on the map.
    public GeoRaster flipRows() {
        return new GeoRaster(values.flip(-2), affine.at(0, height()).scaled(1, -1), crs, fill, attributes);
    }
}
