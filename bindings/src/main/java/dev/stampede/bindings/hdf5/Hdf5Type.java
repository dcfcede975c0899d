package dev.stampede.bindings.hdf5;

import static dev.stampede.bindings.hdf5.generated.Hdf5.*;

/// Number types of memory and files, little-endian whatever the machine.
public enum Hdf5Type {
    I8(1),
    I16(2),
    I32(4),
    I64(8),
    U8(1),
    U16(2),
    U32(4),
    U64(8),
    F32(4),
    F64(8),
    /// Reference to an object of the same file.
    REFERENCE(8),
    /// Any other type; cannot be read as numbers.
    OTHER(0);

    private final int bytes;

    Hdf5Type(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /// The library's identifier of this type; belongs to the library.
    long id() {
        return switch (this) {
            case I8 -> H5T_STD_I8LE_g();
            case I16 -> H5T_STD_I16LE_g();
            case I32 -> H5T_STD_I32LE_g();
            case I64 -> H5T_STD_I64LE_g();
            case U8 -> H5T_STD_U8LE_g();
            case U16 -> H5T_STD_U16LE_g();
            case U32 -> H5T_STD_U32LE_g();
            case U64 -> H5T_STD_U64LE_g();
            case F32 -> H5T_IEEE_F32LE_g();
            case F64 -> H5T_IEEE_F64LE_g();
            case REFERENCE -> H5T_STD_REF_OBJ_g();
            case OTHER -> throw new IllegalArgumentException("not a number type");
        };
    }

    /// The number type that a type of a file is, in either byte order. Others that look like it in class
    /// and width are not read: the library would convert them by fields that a damaged file makes point
    /// anywhere.
    static Hdf5Type of(long type) {
        if (H5Tget_class(type) == H5T_REFERENCE() && H5Tget_size(type) == 8) {
            return REFERENCE;
        }
        for (var candidate : values()) {
            if (candidate.bytes == H5Tget_size(type) && candidate != REFERENCE && candidate.is(type)) {
                return candidate;
            }
        }
        return OTHER;
    }

    private boolean is(long type) {
        if (H5Tequal(type, id()) > 0) {
            return true;
        }
        long big = H5Tcopy(id());
        try {
            return H5Tset_order(big, H5T_ORDER_BE()) >= 0 && H5Tequal(type, big) > 0;
        } finally {
            H5Tclose(big);
        }
    }
}
