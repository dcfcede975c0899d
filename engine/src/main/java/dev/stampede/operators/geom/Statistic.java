package dev.stampede.operators.geom;

/// What several values in one pixel become.
public enum Statistic {
    MEAN,
    MIN,
    MAX,
    SUM,
    COUNT,
    /// The mean of the k nearest values, weighted by the inverse of a power of their distance.
    IDW
}
