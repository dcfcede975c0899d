package dev.stampede.patcher.time;

/// Steps of time `[from, to)`.
public record StepRange(int from, int to) {
    /// @throws IllegalArgumentException if it ends before it begins
    public StepRange {
        if (to < from) {
            throw new IllegalArgumentException("steps " + from + " to " + to);
        }
    }

    public int length() {
        return to - from;
    }
}
