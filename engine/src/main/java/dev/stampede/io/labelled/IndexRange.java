package dev.stampede.io.labelled;

/// Indices `[from, to)` of an axis.
public record IndexRange(int from, int to) {
    /// @throws IllegalArgumentException if it begins before 0 or ends before it begins
    public IndexRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("indices " + from + " to " + to);
        }
    }

    public int length() {
        return to - from;
    }

    @Override
    public String toString() {
        return "[" + from + ", " + to + ")";
    }
}
