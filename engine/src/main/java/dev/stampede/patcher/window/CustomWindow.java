package dev.stampede.patcher.window;

import dev.stampede.operators.core.Named;
import dev.stampede.patcher.PatchSize;
import java.util.List;

/// Weights given cell by cell.
///
/// @param rows of a list of rows of equal length
@Named("SpatialCustom")
public record CustomWindow(List<List<Double>> rows) implements WeightWindow {
    /// @throws IllegalArgumentException if there is no cell or rows differ in length
    public CustomWindow {
        rows = rows.stream().map(List::copyOf).toList();
        if (rows.isEmpty() || rows.getFirst().isEmpty()) {
            throw new IllegalArgumentException("rows holds no weight");
        }
        for (var row : rows) {
            if (row.size() != rows.getFirst().size()) {
                throw new IllegalArgumentException("rows have "
                        + rows.getFirst().size() + " and " + row.size() + " weights, need as many in each");
            }
        }
    }

    @Override
    public Weights weights(PatchSize size) {
        int cols = rows.getFirst().size();
        if (size.rows() != rows.size() || size.cols() != cols) {
            throw new IllegalArgumentException(
                    "the window is " + rows.size() + " x " + cols + ", the patch size " + size + "; they must agree");
        }
        var values = new double[rows.size() * cols];
        for (int r = 0, i = 0; r < rows.size(); r++) {
            for (int c = 0; c < cols; c++, i++) {
                values[i] = rows.get(r).get(c);
            }
        }
        return new PlaneWeights(rows.size(), cols, values);
    }
}
