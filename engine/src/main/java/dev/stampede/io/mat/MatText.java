package dev.stampede.io.mat;

/// A character array. `codeUnits` holds the UTF-16 units in column-major order, so a 1 x n row reads as the
/// string.
///
/// @param dims      size of each dimension; `0 x 0` for the empty string MATLAB writes as `''`
/// @param codeUnits one unit per element
public record MatText(long[] dims, String codeUnits) implements MatValue {
    /// A row of characters, `1 x n`, or `0 x 0` when empty.
    public static MatText of(String text) {
        return new MatText(text.isEmpty() ? new long[] {0, 0} : new long[] {1, text.length()}, text);
    }

    @Override
    public MatClass type() {
        return MatClass.CHAR;
    }
}
