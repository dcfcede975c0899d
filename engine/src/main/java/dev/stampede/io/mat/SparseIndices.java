package dev.stampede.io.mat;

import java.nio.file.Path;

/// The rules compressed columns obey, whatever file they come from.
final class SparseIndices {
    private SparseIndices() {}

    /// @param rows   row of each stored value; may be longer than used
    /// @param starts where each column starts, and the end of the last
    /// @throws FormatException if they do not describe a matrix of this shape
    static void require(Path file, String where, long[] dims, long[] rows, long[] starts) throws FormatException {
        if (starts.length != dims[1] + 1) {
            throw new FormatException(
                    file, where + ": " + starts.length + " column starts of a sparse array, expected " + (dims[1] + 1));
        }
        if (starts[0] != 0) {
            throw new FormatException(file, where + ": the first column of a sparse array starts at " + starts[0]);
        }
        for (int c = 1; c < starts.length; c++) {
            if (starts[c] < starts[c - 1]) {
                throw new FormatException(file, where + ": column starts of a sparse array do not ascend");
            }
        }
        long stored = starts[starts.length - 1];
        if (stored > rows.length) {
            throw new FormatException(
                    file, where + ": " + stored + " values in a sparse array with " + rows.length + " row indices");
        }
        for (int i = 0; i < stored; i++) {
            if (rows[i] < 0 || rows[i] >= dims[0]) {
                throw new FormatException(
                        file, where + ": row index " + rows[i] + " of a sparse array with " + dims[0] + " rows");
            }
        }
    }
}
