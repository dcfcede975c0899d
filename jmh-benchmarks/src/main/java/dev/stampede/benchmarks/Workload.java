package dev.stampede.benchmarks;

import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One kernel on one set of seeded data: what every benchmark, its correctness test, the comparison with C
/// and the search for break-even sizes have in common.
///
/// @param family   whose implementations are compared
/// @param work     in the measure of `measured-backends.txt`
/// @param items    what a time per item divides by
/// @param item     what an item is
/// @param floor    least operations and bytes per item
/// @param run      one call over all the data
/// @param inC      the same loop in C, or `null`
/// @param result   what the last call computed; `null` for `inC` results that lie elsewhere
/// @param resultInC what the last call of `inC` computed
/// @param absolute largest difference from the reference that is right
/// @param relative the same, times the largest magnitude of the result
public record Workload<K extends Kernel>(
        KernelFamily<K> family,
        long work,
        long items,
        String item,
        String floor,
        Consumer<K> run,
        Runnable inC,
        Supplier<double[]> result,
        Supplier<double[]> resultInC,
        double absolute,
        double relative) {

    /// A workload without C twin.
    public Workload(
            KernelFamily<K> family,
            long work,
            long items,
            String item,
            String floor,
            Consumer<K> run,
            Supplier<double[]> result,
            double absolute,
            double relative) {
        this(family, work, items, item, floor, run, null, result, null, absolute, relative);
    }

    public Workload<K> withC(Runnable twin, Supplier<double[]> twinResult) {
        return new Workload<>(family, work, items, item, floor, run, twin, result, twinResult, absolute, relative);
    }
}
