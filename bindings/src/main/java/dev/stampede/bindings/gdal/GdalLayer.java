package dev.stampede.bindings.gdal;

import static dev.stampede.bindings.gdal.generated.Gdal.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A layer of an open vector file; lives as long as its dataset.
public final class GdalLayer {
    public static final int ANY = wkbUnknown();
    public static final int POINT = wkbPoint();
    public static final int LINE = wkbLineString();
    public static final int POLYGON = wkbPolygon();
    public static final int MULTIPOLYGON = wkbMultiPolygon();

    /// What a field can hold.
    public enum FieldType {
        INTEGER,
        REAL,
        TEXT,
        TRUTH,
        TIME
    }

    private final GdalDataset dataset;
    private final MemorySegment handle;

    GdalLayer(GdalDataset dataset, MemorySegment handle) {
        this.dataset = dataset;
        this.handle = handle;
    }

    MemorySegment handle() {
        dataset.handle(); // still open, right thread
        return handle;
    }

    String target() {
        return dataset.name() + ", layer " + name();
    }

    public String name() {
        return GdalMessages.text(OGR_L_GetName(handle()));
    }

    /// WKT of the reference system; empty if there is none.
    /// @throws GdalException if it cannot be written as text
    public String crs() throws GdalException {
        var reference = OGR_L_GetSpatialRef(handle());
        if (reference.equals(MemorySegment.NULL)) {
            return "";
        }
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ValueLayout.ADDRESS);
            GdalMessages.clear();
            if (OSRExportToWkt(reference, out) != 0) {
                throw GdalMessages.failure("read the reference system", target());
            }
            return GdalStrings.takeText(out.get(ValueLayout.ADDRESS, 0));
        }
    }

    public long featureCount() {
        return OGR_L_GetFeatureCount(handle(), 1);
    }

    /// Name and type of every field, in order.
    public Map<String, FieldType> fields() {
        var fields = new LinkedHashMap<String, FieldType>();
        var definition = OGR_L_GetLayerDefn(handle());
        for (int i = 0; i < OGR_FD_GetFieldCount(definition); i++) {
            var field = OGR_FD_GetFieldDefn(definition, i);
            fields.put(GdalMessages.text(OGR_Fld_GetNameRef(field)), type(field));
        }
        return fields;
    }

    private static FieldType type(MemorySegment field) {
        int type = OGR_Fld_GetType(field);
        if (OGR_Fld_GetSubType(field) == OFSTBoolean()) {
            return FieldType.TRUTH;
        } else if (type == OFTInteger() || type == OFTInteger64()) {
            return FieldType.INTEGER;
        } else if (type == OFTReal()) {
            return FieldType.REAL;
        }
        return type == OFTDateTime() ? FieldType.TIME : FieldType.TEXT;
    }

    /// Adds a field to a layer that is being written.
    /// @throws GdalException if the format cannot hold it
    public void createField(String field, FieldType type) throws GdalException {
        int code = switch (type) {
            case INTEGER -> OFTInteger64();
            case REAL -> OFTReal();
            case TEXT -> OFTString();
            case TRUTH -> OFTInteger();
            case TIME -> OFTDateTime();
        };
        try (var arena = Arena.ofConfined()) {
            var definition = OGR_Fld_Create(arena.allocateFrom(field), code);
            try {
                if (type == FieldType.TRUTH) {
                    OGR_Fld_SetSubType(definition, OFSTBoolean());
                }
                GdalMessages.clear();
                if (OGR_L_CreateField(handle(), definition, 1) != 0) {
                    throw GdalMessages.failure("create the field " + field, target());
                }
            } finally {
                OGR_Fld_Destroy(definition);
            }
        }
    }

    /// Keeps only features for which the expression holds; `null` for all.
    /// @param expression in the SQL dialect of OGR, such as `image = 'A'`
    /// @throws GdalException if it is not understood
    public void filter(String expression) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            var text = expression == null ? MemorySegment.NULL : arena.allocateFrom(expression);
            if (OGR_L_SetAttributeFilter(handle(), text) != 0) {
                throw GdalMessages.failure("filter by " + expression, target());
            }
        }
    }

    /// Keeps only features whose box meets the box.
    public void filterBox(double minX, double minY, double maxX, double maxY) {
        OGR_L_SetSpatialFilterRect(handle(), minX, minY, maxX, maxY);
    }

    /// Hands over every feature that passes the filters, in the order of the layer.
    /// @throws GdalException if the file cannot be read to its end
    public void forEach(Consumer<GdalFeature> reader) throws GdalException {
        OGR_L_ResetReading(handle());
        GdalMessages.clear();
        for (var feature = OGR_L_GetNextFeature(handle());
                !feature.equals(MemorySegment.NULL);
                feature = OGR_L_GetNextFeature(handle())) {
            try {
                reader.accept(read(feature));
            } finally {
                OGR_F_Destroy(feature);
            }
        }
        GdalMessages.checkSilent("read features", target());
    }

    private GdalFeature read(MemorySegment feature) throws GdalException {
        var fields = new LinkedHashMap<String, Object>();
        int index = 0;
        for (var field : fields().entrySet()) {
            fields.put(field.getKey(), value(feature, index++, field.getValue()));
        }
        return new GdalFeature(OGR_F_GetFID(feature), wkb(OGR_F_GetGeometryRef(feature)), fields);
    }

    private static Object value(MemorySegment feature, int index, FieldType type) {
        if (OGR_F_IsFieldSetAndNotNull(feature, index) == 0) {
            return null;
        }
        return switch (type) {
            case INTEGER -> OGR_F_GetFieldAsInteger64(feature, index);
            case REAL -> OGR_F_GetFieldAsDouble(feature, index);
            case TRUTH -> OGR_F_GetFieldAsInteger(feature, index) != 0;
            case TEXT -> GdalMessages.text(OGR_F_GetFieldAsString(feature, index));
            case TIME -> GdalTimes.read(feature, index);
        };
    }

    private byte[] wkb(MemorySegment geometry) throws GdalException {
        if (geometry.equals(MemorySegment.NULL)) {
            return new byte[0];
        }
        try (var arena = Arena.ofConfined()) {
            var bytes = arena.allocate(OGR_G_WkbSizeEx(geometry));
            if (OGR_G_ExportToIsoWkb(geometry, wkbNDR(), bytes) != 0) {
                throw GdalMessages.failure("read a geometry", target());
            }
            return bytes.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /// Appends a feature; fields it does not name stay empty.
    /// @throws GdalException            if it cannot be written
    /// @throws IllegalArgumentException if it names a field the layer lacks
    public void append(GdalFeature feature) throws GdalException {
        var definition = OGR_L_GetLayerDefn(handle());
        var row = OGR_F_Create(definition);
        try (var arena = Arena.ofConfined()) {
            if (feature.id() >= 0) {
                OGR_F_SetFID(row, feature.id());
            }
            for (var field : feature.fields().entrySet()) {
                int index = OGR_FD_GetFieldIndex(definition, arena.allocateFrom(field.getKey()));
                if (index < 0) {
                    throw new IllegalArgumentException(
                            target() + " has no field " + field.getKey() + "; it has " + fields().keySet());
                }
                set(arena, row, index, field.getValue());
            }
            GdalMessages.clear();
            geometry(arena, feature).ifPresent(geometry -> OGR_F_SetGeometryDirectly(row, geometry));
            if (OGR_L_CreateFeature(handle(), row) != 0) {
                throw GdalMessages.failure("write a feature", target());
            }
        } finally {
            OGR_F_Destroy(row);
        }
    }

    private Optional<MemorySegment> geometry(Arena arena, GdalFeature feature) throws GdalException {
        var bytes = feature.geometry();
        if (bytes.length == 0) {
            return Optional.empty();
        }
        var out = arena.allocate(ValueLayout.ADDRESS);
        var wkb = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
        if (OGR_G_CreateFromWkb(wkb, MemorySegment.NULL, out, bytes.length) != 0) {
            throw GdalMessages.failure("understand a geometry", target());
        }
        return Optional.of(out.get(ValueLayout.ADDRESS, 0));
    }

    private static void set(Arena arena, MemorySegment row, int index, Object value) {
        switch (value) {
            case null -> OGR_F_SetFieldNull(row, index);
            case Boolean truth -> OGR_F_SetFieldInteger(row, index, truth ? 1 : 0);
            case Integer number -> OGR_F_SetFieldInteger64(row, index, number);
            case Long number -> OGR_F_SetFieldInteger64(row, index, number);
            case Number number -> OGR_F_SetFieldDouble(row, index, number.doubleValue());
            case OffsetDateTime time -> GdalTimes.write(row, index, time);
            default -> OGR_F_SetFieldString(row, index, arena.allocateFrom(value.toString()));
        }
    }

    /// Writes many features as one transaction where the format has them.
    /// @throws GdalException if it cannot be begun
    public void begin() throws GdalException {
        GdalMessages.clear();
        if (OGR_L_StartTransaction(handle()) != 0) {
            throw GdalMessages.failure("begin a transaction", target());
        }
    }

    /// @throws GdalException if what was written cannot be kept
    public void commit() throws GdalException {
        GdalMessages.clear();
        if (OGR_L_CommitTransaction(handle()) != 0) {
            throw GdalMessages.failure("commit a transaction", target());
        }
    }
}
