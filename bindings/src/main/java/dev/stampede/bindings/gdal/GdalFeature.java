package dev.stampede.bindings.gdal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One feature of a vector layer, copied out of GDAL.
///
/// @param id       the layer's feature id; negative for one not written yet
/// @param geometry well-known binary (ISO); empty for a feature without geometry
/// @param fields   value by name, in the order of the layer: `Long`, `Double`, `Boolean`, `String`,
///                 `java.time.OffsetDateTime` or `null` where the feature has none
public record GdalFeature(long id, byte[] geometry, Map<String, Object> fields) {
    /// The id of a feature that the layer shall number.
    public static final long NEW = -1;

    public GdalFeature {
        geometry = geometry.clone();
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public byte[] geometry() {
        return geometry.clone();
    }
}
