package dev.stampede.operators.feature;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Features;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Points that no pixel within `minDistance` rows and columns exceeds and that lie above both thresholds, from
/// the highest down; of equal ones nearer than that to each other the first, row by row, and none where all are
/// equal. Fields: `value`, `row`, `col`. NaN is no value. Refuses more than one band.
///
/// @param minDistance   pixels, 1
/// @param thresholdAbs  least value, not included; the smallest value of the raster by default
/// @param thresholdRel  the same as a share of the largest value
/// @param excludeBorder rows and columns at the border without points; `min_distance` by default
public record PeakLocalMax(
        @Default("1") int minDistance,
        OptionalDouble thresholdAbs,
        OptionalDouble thresholdRel,
        OptionalInt excludeBorder)
        implements Operator<GeoRaster, VectorLayer> {
    public PeakLocalMax {
        Require.that(minDistance >= 1, "min_distance", minDistance, "1 or more");
        Require.that(excludeBorder.orElse(0) >= 0, "exclude_border", excludeBorder, "0 or more");
    }

    public PeakLocalMax(int minDistance) {
        this(minDistance, OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty());
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        var values = Lines.all(Lines.only(in, "PeakLocalMax"));
        double above = thresholdAbs.orElse(Peaks.smallest(values));
        if (thresholdRel.isPresent()) {
            above = Math.max(above, thresholdRel.getAsDouble() * Peaks.largest(values));
        }
        int border = excludeBorder.orElse(minDistance);
        return layer("peaks", in, Peaks.of(in.height(), in.width(), values, minDistance, above, border));
    }

    static VectorLayer layer(String name, GeoRaster in, List<Peaks.Peak> peaks) {
        var features = new ArrayList<VectorFeature>();
        for (var peak : peaks) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("value", peak.value());
            fields.put("row", (long) peak.row());
            fields.put("col", (long) peak.col());
            features.add(new VectorFeature(Features.point(in, peak.row(), peak.col()), fields));
        }
        return Features.layer(name, in, fields(), features);
    }

    private static Map<String, FieldType> fields() {
        var fields = new LinkedHashMap<String, FieldType>();
        fields.put("value", FieldType.REAL);
        fields.put("row", FieldType.INTEGER);
        fields.put("col", FieldType.INTEGER);
        return fields;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
