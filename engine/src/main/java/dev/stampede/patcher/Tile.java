package dev.stampede.patcher;

import dev.stampede.patcher.aggregation.PatchValues;

/// A patch ready to be merged.
///
/// @param index  number of its anchor in reading order
/// @param values the part within the scene
/// @param finite whether all values are finite numbers
record Tile(int index, PixelAnchor anchor, PatchValues values, boolean finite) {}
