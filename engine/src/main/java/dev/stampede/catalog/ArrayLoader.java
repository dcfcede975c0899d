package dev.stampede.catalog;

import dev.stampede.io.labelled.Extent;
import dev.stampede.io.labelled.IndexRange;
import dev.stampede.io.labelled.LabelledArray;
import dev.stampede.io.labelled.LabelledFiles;
import dev.stampede.io.labelled.LabelledSource;
import dev.stampede.io.raster.Reprojection;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Slice;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Loads the labelled arrays of a catalog: each file cut to the box and the time of a slice, then one after the
/// other along time, in the order of their times. Cells stay where they are: nothing is resampled, the
/// resolution of the slice is not looked at.
///
/// @param variable of every file; empty for the only one
/// @param time     name of the axis of time
public record ArrayLoader(Optional<String> variable, String time) {
    /// The only variable, along `time`.
    public static ArrayLoader standard() {
        return new ArrayLoader(Optional.empty(), "time");
    }

    private record Part(LabelledArray array, List<Instant> times) {}

    /// The cells whose centres lie in the box, edges included, at the times within the slice.
    /// @throws IOException              if a file cannot be read, or lies in another system than the slice
    /// @throws IllegalArgumentException if no row matches, no cell of those that do lies in the slice, or cells
    ///                                  of files differ
    public LabelledArray load(SegmentAllocator allocator, Catalog catalog, GeoSlice slice) throws IOException {
        var matching = catalog.query(CatalogQuery.of(slice));
        if (matching.isEmpty()) {
            throw new IllegalArgumentException("no row of the catalog lies in " + slice);
        }
        try (var scratch = Arena.ofConfined()) {
            var parts = new ArrayList<Part>();
            for (var row : matching) {
                var path = Path.of(row.filepath());
                var source =
                        variable.isPresent() ? LabelledFiles.open(path, variable.get()) : LabelledFiles.openOnly(path);
                cut(scratch, source, row.filepath(), catalog.crs(), slice).ifPresent(parts::add);
            }
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("no cell of " + matching.size() + " files lies in " + slice);
            }
            parts.sort((a, b) -> a.times().isEmpty() || b.times().isEmpty()
                    ? 0
                    : a.times().getFirst().compareTo(b.times().getFirst()));
            return joined(allocator, parts);
        }
    }

    private Optional<Part> cut(
            SegmentAllocator scratch, LabelledSource source, String file, String catalogCrs, GeoSlice slice)
            throws IOException {
        Extent extent;
        try {
            extent = Extent.of(source, time);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        var own = extent.crs().isNone() ? catalogCrs : extent.crs().text();
        if (!Reprojection.same(own, slice.crs())) {
            throw new IOException(file + ": lies in " + Reprojection.shortName(own) + ", the slice in "
                    + Reprojection.shortName(slice.crs())
                    + "; ask in the system of the files, arrays are not resampled");
        }
        var ranges = new LinkedHashMap<String, IndexRange>();
        var box = slice.bounds();
        var columns = within(source.coords().get(extent.x()), box.minX(), box.maxX());
        var rows = within(source.coords().get(extent.y()), box.minY(), box.maxY());
        if (columns.isEmpty() || rows.isEmpty()) {
            return Optional.empty();
        }
        ranges.put(extent.x(), columns.get());
        ranges.put(extent.y(), rows.get());
        var times = extent.times();
        if (!times.isEmpty()) {
            int from = 0;
            int to = times.size();
            while (from < to && times.get(from).isBefore(slice.interval().start())) {
                from++;
            }
            while (to > from && times.get(to - 1).isAfter(slice.interval().end())) {
                to--;
            }
            if (from == to) {
                return Optional.empty();
            }
            ranges.put(time, new IndexRange(from, to));
            times = times.subList(from, to);
        }
        return Optional.of(new Part(source.select(scratch, ranges), times));
    }

    /// The indices of coordinates that rise or fall steadily.
    private static Optional<IndexRange> within(double[] coordinates, double least, double most) {
        int from = 0;
        int to = coordinates.length;
        while (from < to && !(coordinates[from] >= least && coordinates[from] <= most)) {
            from++;
        }
        while (to > from && !(coordinates[to - 1] >= least && coordinates[to - 1] <= most)) {
            to--;
        }
        return from == to ? Optional.empty() : Optional.of(new IndexRange(from, to));
    }

    private LabelledArray joined(SegmentAllocator allocator, List<Part> parts) {
        var first = parts.getFirst().array();
        int axis = first.dims().indexOf(time);
        if (axis < 0 && parts.size() > 1) {
            throw new IllegalArgumentException(parts.size() + " files match and have no axis " + time
                    + " to put them together along; ask for one");
        }
        var shape = first.shape();
        if (axis >= 0) {
            shape[axis] = 0;
        }
        for (var part : parts) {
            requireSameCells(first, part.array());
            if (axis >= 0) {
                shape[axis] += part.array().values().size(axis);
            }
        }
        var out = ArrayView.allocate(allocator, first.dtype(), shape);
        var seconds = new ArrayList<Double>();
        int at = 0;
        for (var part : parts) {
            var values = part.array().values();
            int n = axis >= 0 ? values.size(axis) : 0;
            (axis >= 0 ? out.slice(axis, Slice.range(at, at + n)) : out).copyFrom(values);
            part.times().forEach(t -> seconds.add(t.getEpochSecond() + t.getNano() * 1e-9));
            at += n;
        }
        var coords = new LinkedHashMap<>(first.coords());
        Map<String, Object> attributes = new LinkedHashMap<>(first.attributes());
        if (axis >= 0 && !seconds.isEmpty()) {
            coords.put(time, seconds.stream().mapToDouble(Double::doubleValue).toArray());
            attributes.put(time + ".units", "seconds since 1970-01-01 00:00:00");
        }
        return new LabelledArray(first.name(), first.dims(), out, coords, attributes);
    }

    private void requireSameCells(LabelledArray first, LabelledArray other) {
        boolean same = first.dims().equals(other.dims()) && first.dtype() == other.dtype();
        for (var dim : first.dims()) {
            same &= dim.equals(time)
                    || Arrays.equals(first.coords().get(dim), other.coords().get(dim));
        }
        if (!same) {
            throw new IllegalArgumentException("files differ in axes, type or cells: " + first.dims() + " of "
                    + first.values() + " and " + other.dims() + " of " + other.values()
                    + "; only arrays of the same cells are put together along " + time);
        }
    }
}
