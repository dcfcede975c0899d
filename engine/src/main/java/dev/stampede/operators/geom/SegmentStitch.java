package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Segments of one pass of a sensor put below each other in the order of an attribute, or of the list where one
/// has none. The grid is that of the first, carried on downwards; in sensor geometry it has no meaning. Refuses
/// an empty list, and segments of another width, number of bands, type or reference system.
///
/// @param sortBy  attribute, a number or text; segment_id
/// @param overlap rows at the top of each segment but the first that the one before has too, 0
public record SegmentStitch(
        @Default("\"segment_id\"") String sortBy,
        @Default("0") int overlap) implements ListOperator<GeoRaster, GeoRaster> {
    public SegmentStitch {
        Require.that(overlap >= 0, "overlap", overlap, "0 or more");
    }

    @Override
    public GeoRaster compute(List<GeoRaster> in) {
        Require.that(!in.isEmpty(), "segments", "empty", "at least one");
        var segments = sorted(in);
        var first = segments.getFirst();
        int rows = overlap;
        for (var segment : segments) {
            requireLike(first, segment);
            rows += segment.height() - overlap;
        }
        var shape = first.shape();
        shape[shape.length - 2] = rows;
        var out = RasterMemory.allocate(first.dtype(), shape);
        int at = 0;
        for (var segment : segments) {
            int skip = at == 0 ? 0 : overlap;
            int count = segment.height() - skip;
            out.slice(-2, Slice.range(at, at + count))
                    .copyFrom(segment.values().slice(-2, Slice.range(skip, segment.height())));
            at += count;
        }
        return new GeoRaster(out, first.affine(), first.crs(), first.fill(), first.attributes());
    }

    private void requireLike(GeoRaster first, GeoRaster segment) {
        var a = first.shape();
        var b = segment.shape();
        boolean like = a.length == b.length && first.dtype() == segment.dtype();
        for (int axis = 0; like && axis < a.length; axis++) {
            like = axis == a.length - 2 || a[axis] == b[axis];
        }
        if (!like) {
            throw new OperatorTypeException(
                    "segments of " + first.values() + " and " + segment.values() + "; only rows may differ");
        }
        if (!first.crs().isSame(segment.crs())) {
            throw new OperatorTypeException("segments in " + first.crs() + " and " + segment.crs());
        }
        Require.that(segment.height() > overlap, "overlap", overlap, "less than the " + segment.height() + " rows");
    }

    private List<GeoRaster> sorted(List<GeoRaster> in) {
        boolean numbers = in.stream().allMatch(r -> r.attributes().values().get(sortBy) instanceof Number);
        boolean texts = in.stream().allMatch(r -> r.attributes().values().get(sortBy) instanceof String);
        var order = new ArrayList<>(in);
        if (numbers) {
            order.sort(Comparator.comparingDouble(
                    r -> ((Number) r.attributes().values().get(sortBy)).doubleValue()));
        } else if (texts) {
            order.sort(
                    Comparator.comparing(r -> (String) r.attributes().values().get(sortBy)));
        }
        return order;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
