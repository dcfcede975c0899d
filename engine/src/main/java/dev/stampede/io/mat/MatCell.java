package dev.stampede.io.mat;

import java.util.List;

/// A cell array; `cells` in column-major order.
public record MatCell(long[] dims, List<MatValue> cells) implements MatValue {
    public MatCell {
        cells = List.copyOf(cells);
    }

    @Override
    public MatClass type() {
        return MatClass.CELL;
    }
}
