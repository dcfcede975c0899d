package dev.stampede.operators.restore;

/// How a filter is computed.
public enum FilterMode {
    /// By its definition, every neighbour with its own weight.
    EXACT
}
