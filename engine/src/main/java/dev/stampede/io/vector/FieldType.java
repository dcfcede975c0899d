package dev.stampede.io.vector;

import dev.stampede.bindings.gdal.GdalLayer;

/// What a field of a vector layer holds, with the Java type of its values.
public enum FieldType {
    /// `Long`
    INTEGER(GdalLayer.FieldType.INTEGER),
    /// `Double`
    REAL(GdalLayer.FieldType.REAL),
    /// `String`
    TEXT(GdalLayer.FieldType.TEXT),
    /// `Boolean`
    TRUTH(GdalLayer.FieldType.TRUTH),
    /// `java.time.OffsetDateTime`
    TIME(GdalLayer.FieldType.TIME);

    private final GdalLayer.FieldType stored;

    FieldType(GdalLayer.FieldType stored) {
        this.stored = stored;
    }

    GdalLayer.FieldType stored() {
        return stored;
    }

    static FieldType of(GdalLayer.FieldType stored) {
        for (var type : values()) {
            if (type.stored == stored) {
                return type;
            }
        }
        throw new AssertionError(stored);
    }
}
