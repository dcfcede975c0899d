package dev.stampede.kernels.filter;

/// Rows of a plane as double precision numbers, from wherever they lie.
@FunctionalInterface
public interface LineSource {
    /// Fills `out[at, at + columns)` with a row.
    void read(int row, double[] out, int at);
}
