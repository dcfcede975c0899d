package dev.stampede.io.mat;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The value of one MATLAB variable. Numbers lie off-heap, column-major, little-endian, widened to their class.
public sealed interface MatValue permits MatArray, MatText, MatCell, MatStruct, MatSparse {
    MatClass type();

    /// Size of each dimension, at least two of them; not to be modified.
    long[] dims();

    default long size() {
        return Arrays.stream(dims()).reduce(1, Math::multiplyExact);
    }

    default boolean isEmpty() {
        return size() == 0;
    }

    /// Such as `single [1382x16]`, for messages.
    default String describe() {
        return type().label() + " "
                + Arrays.stream(dims()).mapToObj(Long::toString).collect(Collectors.joining("x", "[", "]"));
    }
}
