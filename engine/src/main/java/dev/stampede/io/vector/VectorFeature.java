package dev.stampede.io.vector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/// One feature of a layer.
///
/// @param geometry its shape in the layer's reference system; `null` for a feature without one
/// @param fields   value by field name; `null` where the feature has none
public record VectorFeature(Geometry geometry, Map<String, Object> fields) {
    public VectorFeature {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
