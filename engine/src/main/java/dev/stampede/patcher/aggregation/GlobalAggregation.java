package dev.stampede.patcher.aggregation;

/// An aggregation with one result for all patches. Cells under several patches count as often.
///
/// @param <R> the result
public non-sealed interface GlobalAggregation<R> extends Aggregation {
    /// Nothing yet.
    Summary<R> begin();

    /// What is known of the patches so far.
    interface Summary<R> {
        /// Adds the values of a patch, all bands of it.
        void add(PatchValues patch);

        /// Adds what another summary of the same aggregation knows, in the order of patches.
        void combine(Summary<R> later);

        /// @throws IllegalArgumentException if there is no value and a result needs one
        R result();
    }
}
