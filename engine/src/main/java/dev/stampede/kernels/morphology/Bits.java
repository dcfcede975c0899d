package dev.stampede.kernels.morphology;

/// Rows and columns of flags, one byte each, on the heap: what the algorithms of this package work on. A mask
/// of a whole scene is a byte a pixel.
///
/// @param flags row by row; not 0 = true
public record Bits(int rows, int cols, byte[] flags) {
    /// @throws IllegalArgumentException if there are not as many flags
    public Bits {
        if (flags.length != Math.multiplyExact(rows, cols)) {
            throw new IllegalArgumentException(flags.length + " flags for " + rows + " x " + cols);
        }
    }

    /// All false.
    public static Bits empty(int rows, int cols) {
        return new Bits(rows, cols, new byte[Math.multiplyExact(rows, cols)]);
    }

    public boolean get(int row, int col) {
        return flags[row * cols + col] != 0;
    }

    /// The other flags.
    public Bits not() {
        var out = new byte[flags.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (flags[i] != 0 ? 0 : 1);
        }
        return new Bits(rows, cols, out);
    }
}
