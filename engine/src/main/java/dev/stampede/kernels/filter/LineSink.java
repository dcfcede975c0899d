package dev.stampede.kernels.filter;

/// Takes rows of a result, from the first to the last.
@FunctionalInterface
public interface LineSink {
    /// The first `columns` numbers of `line` are the row; they are overwritten after the call.
    void accept(int row, double[] line);
}
