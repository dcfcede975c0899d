package dev.stampede.io.vector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A layer of features, whole in memory.
///
/// @param name     the layer's name
/// @param crs      reference system as WKT; empty for none
/// @param fields   type by field name, in order
/// @param features in the order of the file
public record VectorLayer(String name, String crs, Map<String, FieldType> fields, List<VectorFeature> features) {
    public VectorLayer {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        features = List.copyOf(features);
    }
}
