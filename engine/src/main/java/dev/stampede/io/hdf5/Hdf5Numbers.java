package dev.stampede.io.hdf5;

import dev.stampede.bindings.hdf5.Hdf5Type;
import dev.stampede.raster.DType;
import java.util.Optional;

/// Types of real numbers in HDF5 files and those of rasters.
public final class Hdf5Numbers {
    private Hdf5Numbers() {}

    /// The type of a raster; empty for what is no number.
    public static Optional<DType> dtype(Hdf5Type type) {
        return switch (type) {
            case I8 -> Optional.of(DType.INT8);
            case I16 -> Optional.of(DType.INT16);
            case I32 -> Optional.of(DType.INT32);
            case I64 -> Optional.of(DType.INT64);
            case U8 -> Optional.of(DType.UINT8);
            case U16 -> Optional.of(DType.UINT16);
            case U32 -> Optional.of(DType.UINT32);
            case U64 -> Optional.of(DType.UINT64);
            case F32 -> Optional.of(DType.FLOAT32);
            case F64 -> Optional.of(DType.FLOAT64);
            case REFERENCE, OTHER -> Optional.empty();
        };
    }

    /// The type in which the library hands numbers over.
    public static Hdf5Type memory(DType type) {
        return switch (type) {
            case INT8 -> Hdf5Type.I8;
            case INT16 -> Hdf5Type.I16;
            case INT32 -> Hdf5Type.I32;
            case INT64 -> Hdf5Type.I64;
            case BOOL, UINT8 -> Hdf5Type.U8;
            case UINT16 -> Hdf5Type.U16;
            case UINT32 -> Hdf5Type.U32;
            case UINT64 -> Hdf5Type.U64;
            case FLOAT32 -> Hdf5Type.F32;
            case FLOAT64 -> Hdf5Type.F64;
        };
    }
}
