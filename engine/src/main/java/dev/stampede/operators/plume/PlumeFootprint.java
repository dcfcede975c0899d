package dev.stampede.operators.plume;

import dev.stampede.geometry.RegionOutlines;
import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/// Outlines of the plumes in map coordinates with their statistics, a layer `plumes` that vector files can
/// hold. Areas below `minAreaM2` are left out; fields: label, pixels, area_m2, centroid_x, centroid_y, min,
/// max, mean, std, median, sum, mass (as [PlumeStats]). Statistics are those of the pixels, not of the
/// simplified outline.
///
/// @param mask         an operator that marks plumes in the same input, such as `PlumeMask`
/// @param minAreaM2    500
/// @param simplify     map units an outline may move by, 15; 0 keeps the edges of the pixels
/// @param connectivity 4 or 8 neighbours, 8
public record PlumeFootprint(
        Operator<GeoRaster, GeoRaster> mask,
        @Default("500.0") double minAreaM2,
        @Default("15.0") double simplify,
        @Default("8") int connectivity)
        implements Operator<GeoRaster, VectorLayer> {
    public PlumeFootprint {
        Require.that(minAreaM2 >= 0, "min_area_m2", minAreaM2, "0 or more");
        Require.that(simplify >= 0, "simplify", simplify, "0 or more");
        Enhancement.requireConnectivity(connectivity);
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        var plume = Enhancement.plume(in, mask);
        var parts = Enhancement.parts(plume, connectivity);
        var outlines = RegionOutlines.of(parts.labels(), parts.cols(), parts.count());
        var a = in.affine();
        var toMap = new AffineTransformation(a.a(), a.b(), a.c(), a.d(), a.e(), a.f());
        var features = new ArrayList<VectorFeature>();
        for (var stats : PlumeColumnStats.of(in, plume, connectivity)) {
            if (stats.areaM2() >= minAreaM2) {
                Geometry outline = toMap.transform(outlines.get(stats.label() - 1));
                features.add(new VectorFeature(
                        simplify > 0 ? TopologyPreservingSimplifier.simplify(outline, simplify) : outline,
                        values(stats)));
            }
        }
        return new VectorLayer("plumes", in.crs().text(), fields(), features);
    }

    private static Map<String, Object> values(PlumeStats stats) {
        var values = new LinkedHashMap<String, Object>();
        values.put("label", (long) stats.label());
        values.put("pixels", (long) stats.pixels());
        values.put("area_m2", stats.areaM2());
        values.put("centroid_x", stats.x());
        values.put("centroid_y", stats.y());
        values.put("min", stats.min());
        values.put("max", stats.max());
        values.put("mean", stats.mean());
        values.put("std", stats.std());
        values.put("median", stats.median());
        values.put("sum", stats.sum());
        values.put("mass", stats.mass());
        return values;
    }

    private static Map<String, FieldType> fields() {
        var fields = new LinkedHashMap<String, FieldType>();
        fields.put("label", FieldType.INTEGER);
        fields.put("pixels", FieldType.INTEGER);
        for (var name : new String[] {
            "area_m2", "centroid_x", "centroid_y", "min", "max", "mean", "std", "median", "sum", "mass"
        }) {
            fields.put(name, FieldType.REAL);
        }
        return fields;
    }

    @Override
    public boolean serialisable() {
        return mask.serialisable();
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
