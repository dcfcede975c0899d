package dev.stampede.operators.matchedfilter;

/// How a covariance is estimated.
public enum CovMethod {
    /// `S n / (n - 1)`.
    EMPIRICAL,
    /// Shrunk towards a multiple of the identity as Ledoit and Wolf (2004) do.
    LEDOIT_WOLF,
    /// Shrunk as Chen et al. (2010) do.
    OAS,
    /// The ten largest eigenvalues and a constant.
    LOW_RANK
}
