package dev.stampede.io.mat;

import dev.stampede.bindings.hdf5.Hdf5Shape;
import java.util.Arrays;

/// What is known of an object of a level-7.3 file before its data are read.
///
/// @param type    class; `null` if we cannot hold it
/// @param dims    shape as MATLAB sees it
/// @param complex whether there are imaginary parts
/// @param shape   of a dataset; `null` for a group
/// @param empty   whether the dataset holds the shape of an empty array instead of values
/// @param logical whether the values of a sparse matrix are logical
record V73Object(MatClass type, long[] dims, boolean complex, Hdf5Shape shape, boolean empty, boolean logical) {
    long size() {
        return Arrays.stream(dims).reduce(1, Math::multiplyExact);
    }

    boolean isEmpty() {
        return empty || size() == 0;
    }
}
