package dev.stampede.io.mat;

import java.util.Locale;

/// MATLAB class of an array and the bytes of one element as we hold it in memory (0 = not numeric storage).
public enum MatClass {
    DOUBLE(8),
    SINGLE(4),
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8),
    UINT64(8),
    /// Held as one byte, 0 or 1.
    LOGICAL(1),
    /// Held as UTF-16 code units.
    CHAR(2),
    CELL(0),
    STRUCT(0),
    SPARSE(0);

    private final int bytes;

    MatClass(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /// The name MATLAB uses, as in the attribute `MATLAB_class`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
