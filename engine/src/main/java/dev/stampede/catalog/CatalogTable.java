package dev.stampede.catalog;

import dev.stampede.raster.Bounds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/// The rows behind catalogs, by column, never changed: boxes, times and footprints off-heap, a million rows
/// in about 0.3 GB. Views share it, so no one of them owns it and the collector frees it.
final class CatalogTable {
    private static final int BOX = 4; // min x, min y, max x, max y
    private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE;
    private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG;

    private final int size;
    private final String[] filepaths;
    private final CatalogRow.Kind[] kinds;
    private final MemorySegment boxes;
    private final MemorySegment times; // start and end of each row, microseconds since 1970
    private final MemorySegment footprints; // well-known binary, one after the other
    private final MemorySegment footprintEnd;
    private final Map<String, Object[]> extras;
    private volatile SpaceTimeIndex index;

    private CatalogTable(Builder rows) {
        var arena = Arena.ofAuto();
        size = rows.size;
        filepaths = Arrays.copyOf(rows.filepaths, size);
        kinds = Arrays.copyOf(rows.kinds, size);
        boxes = arena.allocateFrom(F64, Arrays.copyOf(rows.boxes, size * BOX));
        times = arena.allocateFrom(I64, Arrays.copyOf(rows.times, size * 2));
        footprintEnd = arena.allocateFrom(I64, Arrays.copyOf(rows.footprintEnd, size));
        footprints = arena.allocate(rows.footprintBytes());
        rows.copyFootprints(footprints);
        extras = new LinkedHashMap<>();
        rows.extras.forEach((name, values) -> extras.put(name, Arrays.copyOf(values, size)));
    }

    int size() {
        return size;
    }

    /// Names of the further columns.
    List<String> extraColumns() {
        return List.copyOf(extras.keySet());
    }

    Object extra(String column, int row) {
        return extras.get(column)[row];
    }

    String filepath(int row) {
        return filepaths[row];
    }

    CatalogRow.Kind kind(int row) {
        return kinds[row];
    }

    double minX(int row) {
        return boxes.getAtIndex(F64, (long) row * BOX);
    }

    double minY(int row) {
        return boxes.getAtIndex(F64, (long) row * BOX + 1);
    }

    double maxX(int row) {
        return boxes.getAtIndex(F64, (long) row * BOX + 2);
    }

    double maxY(int row) {
        return boxes.getAtIndex(F64, (long) row * BOX + 3);
    }

    long start(int row) {
        return times.getAtIndex(I64, row * 2L);
    }

    long end(int row) {
        return times.getAtIndex(I64, row * 2L + 1);
    }

    TimeInterval interval(int row) {
        return TimeInterval.ofMicros(start(row), end(row));
    }

    /// The footprint as well-known binary.
    byte[] wkb(int row) {
        long from = row == 0 ? 0 : footprintEnd.getAtIndex(I64, row - 1L);
        return footprints
                .asSlice(from, footprintEnd.getAtIndex(I64, row) - from)
                .toArray(ValueLayout.JAVA_BYTE);
    }

    Geometry geometry(int row) {
        try {
            return new WKBReader().read(wkb(row));
        } catch (ParseException damaged) {
            throw new IllegalStateException("the footprint of " + filepaths[row] + " cannot be read", damaged);
        }
    }

    CatalogRow row(int row) {
        var further = new LinkedHashMap<String, Object>();
        extras.forEach((name, values) -> further.put(name, values[row]));
        return new CatalogRow(filepath(row), geometry(row), interval(row), kind(row), further);
    }

    /// The box of all footprints; empty if there is none.
    Optional<Bounds> totalBounds() {
        var box = new Envelope();
        for (int row = 0; row < size; row++) {
            if (!Double.isNaN(minX(row))) {
                box.expandToInclude(minX(row), minY(row));
                box.expandToInclude(maxX(row), maxY(row));
            }
        }
        return box.isNull()
                ? Optional.empty()
                : Optional.of(new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
    }

    /// The tree over the rows, built when first asked for.
    SpaceTimeIndex index() {
        var built = index;
        if (built == null) {
            built = SpaceTimeIndex.build(Arena.ofAuto(), this);
            index = built;
        }
        return built;
    }

    /// Collects rows.
    static final class Builder {
        private static final int FIRST = 64;

        private int size;
        private String[] filepaths = new String[FIRST];
        private CatalogRow.Kind[] kinds = new CatalogRow.Kind[FIRST];
        private double[] boxes = new double[FIRST * BOX];
        private long[] times = new long[FIRST * 2];
        private long[] footprintEnd = new long[FIRST];
        private final List<byte[]> footprints = new ArrayList<>();
        private final Map<String, Object[]> extras = new LinkedHashMap<>();
        private final WKBWriter wkb = new WKBWriter();
        private final WKBReader reader = new WKBReader();

        Builder add(CatalogRow row) {
            var box = row.geometry().getEnvelopeInternal();
            return add(
                    row.filepath(),
                    wkb.write(row.geometry()),
                    box,
                    TimeInterval.micros(row.interval().start()),
                    TimeInterval.micros(row.interval().end()),
                    row.kind(),
                    row.extras());
        }

        /// @throws IllegalArgumentException if the footprint is not well-known binary
        Builder add(
                String filepath, byte[] footprint, long start, long end, CatalogRow.Kind kind, Map<String, ?> further) {
            try {
                var box = reader.read(footprint).getEnvelopeInternal();
                return add(filepath, footprint, box, start, end, kind, further);
            } catch (ParseException | RuntimeException damaged) {
                throw new IllegalArgumentException("the footprint of " + filepath + " is not well-known binary");
            }
        }

        private Builder add(
                String filepath,
                byte[] footprint,
                Envelope box,
                long start,
                long end,
                CatalogRow.Kind kind,
                Map<String, ?> further) {
            if (size == filepaths.length) {
                grow();
            }
            filepaths[size] = filepath;
            kinds[size] = kind;
            boolean empty = box.isNull();
            boxes[size * BOX] = empty ? Double.NaN : box.getMinX();
            boxes[size * BOX + 1] = empty ? Double.NaN : box.getMinY();
            boxes[size * BOX + 2] = empty ? Double.NaN : box.getMaxX();
            boxes[size * BOX + 3] = empty ? Double.NaN : box.getMaxY();
            times[size * 2] = start;
            times[size * 2 + 1] = end;
            footprints.add(footprint);
            footprintEnd[size] = footprintBytes() + footprint.length;
            further.forEach((name, value) ->
                    extras.computeIfAbsent(name, unseen -> new Object[filepaths.length])[size] = value);
            size++;
            return this;
        }

        private void grow() {
            int more = Math.multiplyExact(size, 2);
            filepaths = Arrays.copyOf(filepaths, more);
            kinds = Arrays.copyOf(kinds, more);
            boxes = Arrays.copyOf(boxes, Math.multiplyExact(more, BOX));
            times = Arrays.copyOf(times, more * 2);
            footprintEnd = Arrays.copyOf(footprintEnd, more);
            extras.replaceAll((name, values) -> Arrays.copyOf(values, more));
        }

        private long footprintBytes() {
            return size == 0 ? 0 : footprintEnd[size - 1];
        }

        private void copyFootprints(MemorySegment target) {
            long at = 0;
            for (var footprint : footprints) {
                MemorySegment.copy(footprint, 0, target, ValueLayout.JAVA_BYTE, at, footprint.length);
                at += footprint.length;
            }
        }

        /// Makes sure the column is there even if no row has a value.
        Builder column(String name) {
            extras.computeIfAbsent(name, unseen -> new Object[filepaths.length]);
            return this;
        }

        CatalogTable build() {
            return new CatalogTable(this);
        }
    }
}
