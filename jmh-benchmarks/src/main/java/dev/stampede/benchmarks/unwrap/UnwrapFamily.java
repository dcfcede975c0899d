package dev.stampede.benchmarks.unwrap;

/// Families of synthetic unwrapping problems, from easy to hopeless.
///
/// @see UnwrapScene
public enum UnwrapFamily {
    /// Easy: one cell in five occupied.
    E(0.20, 0.45, 0),
    /// Clustered nodes, a few pairs without statistics.
    M(0.30, 0.60, 0.02),
    /// Dense and noisy.
    N(0.60, 0.90, 0.10),
    /// Sparse.
    S(0.05, 0.80, 0.20),
    /// Hard: noise near the limit of what can be unwrapped.
    H(0.50, 1.30, 0),
    /// Very noisy and the expected phase is wrong by 0.3 cycles.
    X(0.60, 1.60, 0),
    /// Uniform random phase.
    U(0.30, 0, 0),
    /// Gradients beyond half a cycle per cell and no expected phase.
    A(0.30, 0.30, 0),
    /// A fault: a jump of several cycles that fades out along a line, not in the expected phase.
    F(0.30, 0.40, 0),
    /// The expected phase belongs to another scene.
    W(0.30, 0.40, 0),
    /// Patches of pure noise, mostly without statistics.
    D(0.40, 0.50, 0.02),
    /// 40 % of the edges without statistics.
    Q4(0.40, 0.70, 0.40),
    /// 60 % of the edges without statistics.
    Q6(0.40, 0.70, 0.60);

    /// Fraction of cells that hold a node.
    final double occupancy;

    /// Standard deviation of the phase noise of a node, rad.
    final double noise;

    /// Fraction of edges without statistics.
    final double freeFraction;

    UnwrapFamily(double occupancy, double noise, double freeFraction) {
        this.occupancy = occupancy;
        this.noise = noise;
        this.freeFraction = freeFraction;
    }
}
