package dev.stampede.patcher;

import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.overlapadd.OverlapAdd;
import dev.stampede.raster.DType;
import dev.stampede.runtime.Workers;
import java.util.Optional;

/// How a [GridRun] goes about its work. None of it changes the result.
///
/// @param workers    threads
/// @param kernel     weighted sums
/// @param resultType type of the result; empty for the natural one of the aggregation
/// @param errors     what becomes of patches that fail
/// @param hooks      who listens
/// @param strict     refuse aggregations that keep all values instead of warning
public record RunSettings(
        Workers workers,
        OverlapAdd kernel,
        Optional<DType> resultType,
        ErrorPolicy errors,
        PatchHooks hooks,
        boolean strict) {
    /// The best kernel for much work that runs here, natural type, the first failure ends the run.
    public static RunSettings of(Workers workers) {
        return new RunSettings(
                workers,
                PatchMerge.kernel(KernelRegistry.LARGE),
                Optional.empty(),
                ErrorPolicy.RAISE,
                PatchHooks.NONE,
                false);
    }

    public RunSettings with(Workers pool) {
        return new RunSettings(pool, kernel, resultType, errors, hooks, strict);
    }

    public RunSettings with(DType type) {
        return new RunSettings(workers, kernel, Optional.of(type), errors, hooks, strict);
    }

    public RunSettings with(ErrorPolicy policy) {
        return new RunSettings(workers, kernel, resultType, policy, hooks, strict);
    }

    public RunSettings with(PatchHooks listener) {
        return new RunSettings(workers, kernel, resultType, errors, listener, strict);
    }

    public RunSettings with(OverlapAdd sums) {
        return new RunSettings(workers, sums, resultType, errors, hooks, strict);
    }

    /// With `strict` set.
    public RunSettings strictly() {
        return new RunSettings(workers, kernel, resultType, errors, hooks, true);
    }
}
