package dev.stampede.patcher.aggregation;

import dev.stampede.operators.core.Configured;

/// What becomes of the values that patches give for the same place. A value: parameters, no state.
public sealed interface Aggregation extends Configured permits CellAggregation, GlobalAggregation {
    /// Whether the memory of a merge depends on the scene, not on the number of patches over a cell.
    default boolean streamable() {
        return true;
    }
}
