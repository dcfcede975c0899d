package dev.stampede.operators.geom;

import dev.stampede.geometry.RegionOutlines;
import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.kernels.morphology.Components;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/// The true parts of a mask as polygons in map coordinates, holes kept: pixels that share a side belong
/// together. A layer `mask` with the fields `label` (from 1, row by row, parts left out counted) and `pixels`.
/// NaN counts as true, as anything but 0 does.
///
/// @param minArea           pixels a part has at least, 25.5
/// @param simplifyTolerance map units an outline may move by; edges of pixels by default
public record Vectorize(@Default("25.5") double minArea, OptionalDouble simplifyTolerance)
        implements Operator<GeoRaster, VectorLayer> {
    public Vectorize {
        Require.that(minArea >= 0, "min_area", minArea, "0 or more");
        Require.that(
                simplifyTolerance.isEmpty() || simplifyTolerance.getAsDouble() >= 0,
                "simplify_tolerance",
                simplifyTolerance,
                "0 or more");
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        if (in.rank() > 3 || in.bands() != 1) {
            throw new OperatorTypeException("a mask has one band, not " + in.values());
        }
        var parts = Components.of(Flags.of(in.band(0)), false);
        var outlines = RegionOutlines.of(parts.labels(), parts.cols(), parts.count());
        var a = in.affine();
        var toMap = new AffineTransformation(a.a(), a.b(), a.c(), a.d(), a.e(), a.f());
        var features = new ArrayList<VectorFeature>();
        for (int label = 1; label <= parts.count(); label++) {
            if (parts.sizes()[label] >= minArea) {
                Geometry outline = toMap.transform(outlines.get(label - 1));
                double tolerance = simplifyTolerance.orElse(0);
                features.add(new VectorFeature(
                        tolerance > 0 ? TopologyPreservingSimplifier.simplify(outline, tolerance) : outline,
                        Map.of("label", (long) label, "pixels", (long) parts.sizes()[label])));
            }
        }
        var fields = new LinkedHashMap<String, FieldType>();
        fields.put("label", FieldType.INTEGER);
        fields.put("pixels", FieldType.INTEGER);
        return new VectorLayer("mask", in.crs().text(), fields, features);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
