package dev.stampede.patcher.field;

import dev.stampede.patcher.geometry.PointSet;
import java.lang.foreign.SegmentAllocator;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Points with columns of numbers.
///
/// @param columns one number for each point, by name
public record PointField(PointSet points, Map<String, double[]> columns) implements Field<List<Integer>, PointField> {
    /// @throws IllegalArgumentException naming a column of another length
    public PointField {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        for (var column : columns.entrySet()) {
            if (column.getValue().length != points.size()) {
                throw new IllegalArgumentException("column " + column.getKey() + " has " + column.getValue().length
                        + " numbers, there are " + points.size() + " points");
            }
        }
    }

    /// The same points with one more column.
    public PointField with(String name, double[] numbers) {
        var more = new LinkedHashMap<>(columns);
        more.put(name, numbers);
        return new PointField(points, more);
    }

    /// Points by number, in the order asked for.
    @Override
    public PointField select(SegmentAllocator allocator, List<Integer> numbers) {
        var picked = new LinkedHashMap<String, double[]>();
        columns.forEach((name, all) -> picked.put(name, pick(all, numbers)));
        return new PointField(new PointSet(pick(points.x(), numbers), pick(points.y(), numbers)), picked);
    }

    private static double[] pick(double[] all, List<Integer> numbers) {
        return numbers.stream().mapToDouble(number -> all[number]).toArray();
    }
}
