package dev.stampede.patcher;

import dev.stampede.patcher.aggregation.PatchValues;
import java.util.Optional;

/// A patch ready to be merged.
///
/// @param index  number of its anchor in reading order
/// @param values the part within the scene
/// @param finite whether all values are finite numbers
record Tile(int index, PixelAnchor anchor, PatchValues values, boolean finite) {
    /// What of it lies in this row of the scene and those below; empty if nothing does.
    Optional<Tile> from(int row) {
        int gone = row - values.row();
        return gone <= 0
                ? Optional.of(this)
                : gone >= values.rows()
                        ? Optional.empty()
                        : Optional.of(new Tile(index, anchor, values.rows(gone, values.rows()), finite));
    }
}
