package dev.stampede.patcher;

/// What becomes of a patch that cannot be read or worked on.
///
/// @param kind       what to do at last
/// @param maxRetries further tries of a read that fails with an input/output error
public record ErrorPolicy(Kind kind, int maxRetries) {
    /// Stop and say which patch.
    public static final ErrorPolicy RAISE = new ErrorPolicy(Kind.RAISE, 0);

    /// Leave it out.
    public static final ErrorPolicy SKIP = new ErrorPolicy(Kind.SKIP, 0);

    /// Go on with a patch of `NaN`.
    public static final ErrorPolicy MASK = new ErrorPolicy(Kind.MASK, 0);

    /// What happens in the end; failures that do not stop a run are in its report.
    public enum Kind {
        RAISE,
        SKIP,
        MASK
    }

    /// @throws IllegalArgumentException if tries are negative
    public ErrorPolicy {
        if (maxRetries < 0) {
            throw new IllegalArgumentException("max_retries is " + maxRetries + ", needs at least 0");
        }
    }

    public ErrorPolicy retrying(int times) {
        return new ErrorPolicy(kind, times);
    }
}
