package dev.stampede.raster;

import java.util.List;

/// What to take of an axis: one element (the axis goes), elements in an order of one's own, or a [Slice].
/// Rows and columns take slices only, for anything else is no grid.
public sealed interface Index permits Slice, Index.At, Index.Pick {
    /// @param index from 0; negative ones count from the end
    record At(int index) implements Index {}

    /// @param indexes from 0; negative ones count from the end
    record Pick(List<Integer> indexes) implements Index {
        public Pick {
            indexes = List.copyOf(indexes);
        }
    }

    static Index at(int index) {
        return new At(index);
    }

    static Index pick(Integer... indexes) {
        return new Pick(List.of(indexes));
    }
}
