package dev.stampede.io.mat;

/// Numbers of the level-5 format ("MAT-File Format", The MathWorks, level 5): element types beyond
/// [Storage], array classes and flags.
final class Level5 {
    static final int MATRIX = 14;
    static final int COMPRESSED = 15;

    static final int FLAG_COMPLEX = 0x08;
    static final int FLAG_GLOBAL = 0x04;
    static final int FLAG_LOGICAL = 0x02;

    static final int OBJECT = 3;
    static final int FUNCTION = 16;
    static final int OPAQUE = 17;

    private static final MatClass[] BY_CODE = {
        null,
        MatClass.CELL,
        MatClass.STRUCT,
        MatClass.STRUCT,
        MatClass.CHAR,
        MatClass.SPARSE,
        MatClass.DOUBLE,
        MatClass.SINGLE,
        MatClass.INT8,
        MatClass.UINT8,
        MatClass.INT16,
        MatClass.UINT16,
        MatClass.INT32,
        MatClass.UINT32,
        MatClass.INT64,
        MatClass.UINT64
    };

    private Level5() {}

    /// The class of an array class number, `null` for those we cannot hold (function handles, objects).
    static MatClass classOf(int code) {
        return code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /// The array class number; logical is `uint8` with a flag.
    static int codeOf(MatClass type) {
        var stored = type == MatClass.LOGICAL ? MatClass.UINT8 : type;
        for (int i = 1; i < BY_CODE.length; i++) {
            if (BY_CODE[i] == stored) {
                return i;
            }
        }
        throw new IllegalArgumentException(type.label());
    }

    static long padding(long bytes) {
        return -bytes & 7;
    }
}
