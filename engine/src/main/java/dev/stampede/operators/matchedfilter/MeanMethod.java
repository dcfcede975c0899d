package dev.stampede.operators.matchedfilter;

/// How the middle of a band is found.
public enum MeanMethod {
    MEAN,
    MEDIAN,
    /// The mean without a share of the smallest and of the largest values.
    TRIMMED,
    /// Huber's M-estimate: values far from the middle count less.
    HUBER
}
