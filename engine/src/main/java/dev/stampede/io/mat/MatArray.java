package dev.stampede.io.mat;

import dev.stampede.memory.ComplexDoubleMatrix;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A full numeric or logical array.
///
/// Accessors named `as…` borrow when class and layout already fit and otherwise copy into `arena`. An array
/// of more than two dimensions is seen as `dims[0] x (product of the others)`.
///
/// @param type element class, [MatClass#DOUBLE] to [MatClass#LOGICAL]
/// @param dims size of each dimension
/// @param re   real part, `size() * type.bytes()` bytes, little-endian, column-major
/// @param im   imaginary part of the same layout, or `null` for a real array
public record MatArray(MatClass type, long[] dims, MemorySegment re, MemorySegment im) implements MatValue {
    private static final ValueLayout.OfShort I16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// @throws IllegalArgumentException if a part is too short for the shape
    public MatArray {
        long needed = type.bytes();
        for (long d : dims) {
            needed = Math.multiplyExact(needed, d);
        }
        if (re.byteSize() < needed || im != null && im.byteSize() < needed) {
            throw new IllegalArgumentException("array needs " + needed + " bytes, found " + re.byteSize());
        }
    }

    public boolean isComplex() {
        return im != null;
    }

    public int rows() {
        return Math.toIntExact(dims[0]);
    }

    public int cols() {
        return Math.toIntExact(dims[0] == 0 ? trailing() : size() / dims[0]);
    }

    private long trailing() {
        long product = 1;
        for (int i = 1; i < dims.length; i++) {
            product *= dims[i];
        }
        return product;
    }

    /// The same memory seen with another shape of the same size.
    public MatArray reshape(long... newDims) {
        var reshaped = new MatArray(type, newDims, re, im);
        if (reshaped.size() != size()) {
            throw new IllegalArgumentException(describe() + " cannot be seen as " + reshaped.describe());
        }
        return reshaped;
    }

    /// Real part of element `index` (column-major) as a double, whatever the class.
    public double get(long index) {
        return read(re, index);
    }

    /// Imaginary part of element `index`; 0 for a real array.
    public double getImaginary(long index) {
        return im == null ? 0 : read(im, index);
    }

    private double read(MemorySegment part, long index) {
        return switch (type) {
            case DOUBLE -> part.get(DoubleMatrix.LAYOUT, index * 8);
            case SINGLE -> part.get(FloatMatrix.LAYOUT, index * 4);
            case INT8 -> part.get(ValueLayout.JAVA_BYTE, index);
            case UINT8, LOGICAL -> part.get(ValueLayout.JAVA_BYTE, index) & 0xff;
            case INT16 -> part.get(I16, index * 2);
            case UINT16, CHAR -> part.get(I16, index * 2) & 0xffff;
            case INT32 -> part.get(I32, index * 4);
            case UINT32 -> part.get(I32, index * 4) & 0xffffffffL;
            case INT64 -> part.get(I64, index * 8);
            case UINT64 -> unsigned(part.get(I64, index * 8));
            case CELL, STRUCT, SPARSE -> throw new IllegalStateException(type + " holds no numbers");
        };
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
    }

    /// The only element of a scalar.
    /// @throws IllegalStateException if there is not exactly one
    public double scalar() {
        if (size() != 1) {
            throw new IllegalStateException("expected one value, found " + describe());
        }
        return get(0);
    }

    public DoubleMatrix asDoubleMatrix(Arena arena) {
        return asDouble(arena, re);
    }

    public FloatMatrix asFloatMatrix(Arena arena) {
        return asFloat(arena, re);
    }

    /// The complex values in single precision; a real array gets a zero imaginary part.
    public ComplexMatrix asComplexMatrix(Arena arena) {
        return new ComplexMatrix(
                asFloat(arena, re), im == null ? FloatMatrix.allocate(arena, rows(), cols()) : asFloat(arena, im));
    }

    public ComplexDoubleMatrix asComplexDoubleMatrix(Arena arena) {
        return new ComplexDoubleMatrix(
                asDouble(arena, re), im == null ? DoubleMatrix.allocate(arena, rows(), cols()) : asDouble(arena, im));
    }

    /// All real parts in column-major order on the heap; for small arrays.
    public double[] toDoubles() {
        var values = new double[Math.toIntExact(size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i);
        }
        return values;
    }

    /// Each element compared with zero.
    public boolean[] toBooleans() {
        var values = new boolean[Math.toIntExact(size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i) != 0;
        }
        return values;
    }

    private DoubleMatrix asDouble(Arena arena, MemorySegment part) {
        if (type == MatClass.DOUBLE) {
            return new DoubleMatrix(part, rows(), cols());
        }
        var out = DoubleMatrix.allocate(arena, rows(), cols());
        for (long i = 0, n = size(); i < n; i++) {
            out.set(i, read(part, i));
        }
        return out;
    }

    private FloatMatrix asFloat(Arena arena, MemorySegment part) {
        if (type == MatClass.SINGLE) {
            return new FloatMatrix(part, rows(), cols());
        }
        var out = FloatMatrix.allocate(arena, rows(), cols());
        for (long i = 0, n = size(); i < n; i++) {
            out.set(i, (float) read(part, i));
        }
        return out;
    }
}
