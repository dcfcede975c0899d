package dev.stampede.catalog;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/// A table of files with a footprint and a time each, in one reference system. Never changed: each operation
/// gives another view. Rows keep the order of the table unless sorted.
///
/// Up to [#SCAN] rows are looked through one by one; larger tables get a tree over space and time, built at
/// the first question.
public final class Catalog implements Iterable<CatalogRow> {
    /// Columns every catalog has.
    public static final List<String> COLUMNS =
            List.of("filepath", "geometry", "start_time", "end_time", "_backend", "_schema_version");

    /// Written with every row; files of a newer one are refused.
    public static final int SCHEMA_VERSION = 0;

    private static final int SCAN = 64;

    private final String crs;
    private final CatalogTable table;
    private final int[] selected; // rows of the table, null for all in order

    private Catalog(String crs, CatalogTable table, int[] selected) {
        this.crs = crs;
        this.table = table;
        this.selected = selected;
    }

    static Catalog of(String crs, CatalogTable table) {
        return new Catalog(crs, table, null);
    }

    /// @param crs  reference system of the footprints: `EPSG:32633`, WKT or PROJJSON
    /// @param rows in the order they shall have
    public static Catalog of(String crs, Iterable<CatalogRow> rows) {
        var table = new CatalogTable.Builder();
        rows.forEach(table::add);
        return of(crs, table.build());
    }

    /// Reference system of the footprints.
    public String crs() {
        return crs;
    }

    public int size() {
        return selected == null ? table.size() : selected.length;
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    CatalogTable table() {
        return table;
    }

    int tableRow(int position) {
        return selected == null ? position : selected[position];
    }

    /// @throws IndexOutOfBoundsException if there is no such row
    public CatalogRow row(int position) {
        java.util.Objects.checkIndex(position, size());
        return table.row(tableRow(position));
    }

    @Override
    public Iterator<CatalogRow> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public CatalogRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return row(next++);
            }
        };
    }

    /// Names of all columns, the common ones first.
    public List<String> columns() {
        var names = new LinkedHashSet<>(COLUMNS);
        names.addAll(table.extraColumns());
        return List.copyOf(names);
    }

    /// The box of all footprints; empty for a catalog without any.
    public Optional<Bounds> totalBounds() {
        var box = new Envelope();
        rows().filter(row -> !Double.isNaN(table.minX(row))).forEach(row -> {
            box.expandToInclude(table.minX(row), table.minY(row));
            box.expandToInclude(table.maxX(row), table.maxY(row));
        });
        return box.isNull()
                ? Optional.empty()
                : Optional.of(new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
    }

    /// From the first start to the last end; empty for a catalog without rows.
    public Optional<TimeInterval> timeExtent() {
        return isEmpty()
                ? Optional.empty()
                : Optional.of(TimeInterval.ofMicros(
                        rows().mapToLong(table::start).min().getAsLong(),
                        rows().mapToLong(table::end).max().getAsLong()));
    }

    private IntStream rows() {
        return selected == null ? IntStream.range(0, table.size()) : Arrays.stream(selected);
    }

    private Catalog view(IntStream rows) {
        return new Catalog(crs, table, rows.toArray());
    }

    /// The rows whose footprint touches or overlaps the box and whose time shares an instant with the query's.
    /// A box in another system is first replaced by the one that holds it in the catalog's.
    /// @throws IOException if the box cannot be brought into the catalog's system
    public Catalog query(CatalogQuery query) throws IOException {
        var box = boundsHere(query);
        long start =
                query.interval().map(time -> TimeInterval.micros(time.start())).orElse(Long.MIN_VALUE);
        long end = query.interval().map(time -> TimeInterval.micros(time.end())).orElse(Long.MAX_VALUE);
        if (box.isEmpty()) {
            return view(rows().filter(row -> table.start(row) <= end && table.end(row) >= start));
        }
        var area = box.get();
        var rectangle =
                new GeometryFactory().toGeometry(new Envelope(area.minX(), area.maxX(), area.minY(), area.maxY()));
        return view(candidates(area, start, end)
                .filter(row -> contains(area, row) || table.geometry(row).intersects(rectangle)));
    }

    /// A footprint whose box lies inside meets the box whatever its shape.
    private boolean contains(Bounds area, int row) {
        return table.minX(row) >= area.minX()
                && table.minY(row) >= area.minY()
                && table.maxX(row) <= area.maxX()
                && table.maxY(row) <= area.maxY();
    }

    private IntStream candidates(Bounds area, long start, long end) {
        if (selected == null && table.size() > SCAN) {
            return Arrays.stream(table.index().find(area.minX(), area.minY(), area.maxX(), area.maxY(), start, end));
        }
        return rows().filter(row -> table.minX(row) <= area.maxX()
                && table.maxX(row) >= area.minX()
                && table.minY(row) <= area.maxY()
                && table.maxY(row) >= area.minY()
                && table.start(row) <= end
                && table.end(row) >= start);
    }

    Optional<Bounds> boundsHere(CatalogQuery query) throws IOException {
        if (query.bounds().isEmpty() || query.crs().isEmpty()) {
            return query.bounds();
        }
        try (var way = Reprojection.open(query.crs().get(), crs)) {
            return Optional.of(way.bounds(query.bounds().get()));
        }
    }

    /// The rows for which a condition holds: comparisons, `and`, `or`, `not`, `in (...)`, `is null` on columns,
    /// such as `cloud_cover < 20 and sensor in ('S2A', 'S2B')`.
    /// @throws IllegalArgumentException if it cannot be read, names an unknown column, or compares a column
    ///     with what it does not hold
    public Catalog where(String condition) {
        var parsed = parseCondition(condition, columns());
        return view(rows().filter(row -> Boolean.TRUE.equals(parsed.test(column -> value(row, column)))));
    }

    static Condition parseCondition(String text, List<String> columns) {
        var parsed = ConditionParser.parse(text);
        var used = new LinkedHashSet<String>();
        parsed.collectColumns(used);
        for (var column : used) {
            if (column.equals("geometry") || !columns.contains(column)) {
                throw new IllegalArgumentException("condition: no column " + column + " to compare; there are "
                        + String.join(
                                ", ",
                                columns.stream()
                                        .filter(name -> !name.equals("geometry"))
                                        .toList()));
            }
        }
        return parsed;
    }

    private Object value(int row, String column) {
        return switch (column) {
            case "filepath" -> table.filepath(row);
            case "start_time" -> TimeInterval.instant(table.start(row));
            case "end_time" -> TimeInterval.instant(table.end(row));
            case "_backend" -> table.kind(row).name().toLowerCase(java.util.Locale.ROOT);
            case "_schema_version" -> (long) SCHEMA_VERSION;
            default -> table.extra(column, row);
        };
    }

    /// Rows by ascending value of a column, equal ones in their order, missing values last.
    /// @throws IllegalArgumentException if there is no such column
    public Catalog sortedBy(String column) {
        if (!columns().contains(column) || column.equals("geometry")) {
            throw new IllegalArgumentException("no column " + column + " to sort by; there are " + columns());
        }
        var order = Comparator.<Integer, Object>comparing(
                row -> value(row, column), Comparator.nullsLast(Catalog::compareValues));
        return view(rows().boxed().sorted(order).mapToInt(Integer::intValue));
    }

    @SuppressWarnings("unchecked") // a column holds values of one comparable kind
    private static int compareValues(Object one, Object other) {
        return one instanceof Number number && other instanceof Number second
                ? Double.compare(number.doubleValue(), second.doubleValue())
                : ((Comparable<Object>) one).compareTo(other);
    }

    /// The first rows.
    public Catalog head(int count) {
        return view(rows().limit(count));
    }

    /// `count` rows drawn without replacement, in table order; all if there are fewer.
    public Catalog sample(int count, long seed) {
        var all = rows().toArray();
        var random = new Random(seed);
        int drawn = Math.min(count, all.length);
        for (int i = 0; i < drawn; i++) {
            int other = i + random.nextInt(all.length - i);
            int swapped = all[i];
            all[i] = all[other];
            all[other] = swapped;
        }
        return view(Arrays.stream(all, 0, drawn).sorted());
    }

    /// The rows of both, the other's footprints brought into this system. Equal rows are kept twice.
    /// @throws IOException if there is no way between the systems
    public Catalog union(Catalog other) throws IOException {
        var all = new ArrayList<CatalogRow>(size() + other.size());
        forEach(all::add);
        Footprints.inSystem(other, crs).forEach(all::add);
        return of(crs, all);
    }

    /// Pairs of rows that overlap, see [CatalogOverlay].
    /// @param spatialOnly whether times are left out: the left one's is kept
    /// @throws IOException if there is no way between the systems
    public Catalog intersect(Catalog other, boolean spatialOnly) throws IOException {
        return CatalogOverlay.intersect(this, other, spatialOnly);
    }
}
