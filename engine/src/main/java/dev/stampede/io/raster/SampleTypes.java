package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalType;
import dev.stampede.raster.DType;

/// Our pixel types and GDAL's.
final class SampleTypes {
    private SampleTypes() {}

    static GdalType gdal(DType type) {
        return switch (type) {
            case BOOL, UINT8 -> GdalType.UINT8;
            case INT8 -> GdalType.INT8;
            case UINT16 -> GdalType.UINT16;
            case INT16 -> GdalType.INT16;
            case UINT32 -> GdalType.UINT32;
            case INT32 -> GdalType.INT32;
            case UINT64 -> GdalType.UINT64;
            case INT64 -> GdalType.INT64;
            case FLOAT32 -> GdalType.FLOAT32;
            case FLOAT64 -> GdalType.FLOAT64;
        };
    }

    /// @throws UnreadableRasterException if the type is complex
    static DType ours(GdalType type, String file) throws UnreadableRasterException {
        return switch (type) {
            case UINT8 -> DType.UINT8;
            case INT8 -> DType.INT8;
            case UINT16 -> DType.UINT16;
            case INT16 -> DType.INT16;
            case UINT32 -> DType.UINT32;
            case INT32 -> DType.INT32;
            case UINT64 -> DType.UINT64;
            case INT64 -> DType.INT64;
            case FLOAT32 -> DType.FLOAT32;
            case FLOAT64 -> DType.FLOAT64;
            case CINT16, CINT32, CFLOAT32, CFLOAT64 ->
                throw new UnreadableRasterException(file + ": its pixels are complex (" + type.label()
                        + "); write real and imaginary parts as bands first");
        };
    }
}
