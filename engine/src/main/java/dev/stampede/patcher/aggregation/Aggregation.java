package dev.stampede.patcher.aggregation;

/// What becomes of the values that patches give for the same place. A value: parameters, no state.
public sealed interface Aggregation permits CellAggregation, GlobalAggregation {
    /// Whether the memory of a merge depends on the scene, not on the number of patches over a cell.
    default boolean streamable() {
        return true;
    }
}
