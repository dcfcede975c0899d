package dev.stampede.kernels;

/// One implementation of a named computation over segments and numbers. Kernels know nothing of files,
/// parameters or stages; they are stateless and safe to call from several threads on disjoint ranges.
public interface Kernel {
    /// The name users write in configuration, such as `stage2_topofit`.
    String id();

    /// The backend this implementation runs on.
    Backend backend();
}
