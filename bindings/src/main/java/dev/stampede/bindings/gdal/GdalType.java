package dev.stampede.bindings.gdal;

/// Sample types, with GDAL's codes. 8-bit signed samples need GDAL 3.7.
public enum GdalType {
    UINT8("Byte", 1, 1),
    UINT16("UInt16", 2, 2),
    INT16("Int16", 3, 2),
    UINT32("UInt32", 4, 4),
    INT32("Int32", 5, 4),
    FLOAT32("Float32", 6, 4),
    FLOAT64("Float64", 7, 8),
    CINT16("CInt16", 8, 4),
    CINT32("CInt32", 9, 8),
    CFLOAT32("CFloat32", 10, 8),
    CFLOAT64("CFloat64", 11, 16),
    UINT64("UInt64", 12, 8),
    INT64("Int64", 13, 8),
    INT8("Int8", 14, 1);

    private final String label;
    private final int code;
    private final int bytes;

    GdalType(String label, int code, int bytes) {
        this.label = label;
        this.code = code;
        this.bytes = bytes;
    }

    /// The name GDAL's programs use.
    public String label() {
        return label;
    }

    public int code() {
        return code;
    }

    /// Bytes of one sample.
    public int bytes() {
        return bytes;
    }

    /// @throws GdalException if the code is none of these
    static GdalType of(int code) throws GdalException {
        for (var type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new GdalException("samples of GDAL's type " + code + " cannot be read");
    }
}
