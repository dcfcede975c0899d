package dev.stampede.operators.compositing;

/// What NaN does to the statistics of a pixel.
public enum NanPolicy {
    /// It is left out.
    IGNORE,
    /// The result is NaN.
    PROPAGATE
}
