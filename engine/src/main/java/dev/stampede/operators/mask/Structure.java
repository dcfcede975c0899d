package dev.stampede.operators.mask;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.Morphology;
import dev.stampede.operators.core.Require;
import java.util.List;
import java.util.Optional;

/// A structuring element from rows of 0 and 1.
final class Structure {
    private Structure() {}

    /// @throws IllegalArgumentException if rows differ in length or there is none
    static Bits of(Optional<List<List<Integer>>> rows) {
        if (rows.isEmpty()) {
            return Morphology.BOX;
        }
        var given = rows.get();
        Require.that(!given.isEmpty() && !given.getFirst().isEmpty(), "structure", given, "rows of 0 and 1");
        int cols = given.getFirst().size();
        var bits = Bits.empty(given.size(), cols);
        for (int row = 0; row < given.size(); row++) {
            Require.that(given.get(row).size() == cols, "structure", given, "rows of equal length");
            for (int col = 0; col < cols; col++) {
                bits.flags()[row * cols + col] = (byte) (given.get(row).get(col) != 0 ? 1 : 0);
            }
        }
        return bits;
    }
}
