package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// The part of a patch that lies within the scene, as merges see it. All segments are native.
///
/// @param bands   planes of equal size
/// @param row     row of the scene the first row lies in
/// @param col     column of the scene the first column lies in
/// @param down    weights of the rows, f64
/// @param across  weights of the columns, f64
/// @param weights weights cell by cell, which then hold in place of `down` and `across`
public record PatchValues(
        List<Plane> bands, int row, int col, MemorySegment down, MemorySegment across, Optional<Plane> weights) {
    /// @throws IllegalArgumentException if there is no band or planes differ in size
    public PatchValues {
        bands = List.copyOf(bands);
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("a patch without a band");
        }
        for (var band : bands) {
            if (band.rows() != bands.getFirst().rows() || band.cols() != bands.getFirst().cols()) {
                throw new IllegalArgumentException(
                        "bands of a patch are " + bands.getFirst() + " and " + band + "; they must agree");
            }
        }
    }

    public int rows() {
        return bands.getFirst().rows();
    }

    public int cols() {
        return bands.getFirst().cols();
    }

    /// The weights of a row times its columns, into `out`.
    void weightsOfRow(int row, double[] out) {
        if (weights.isPresent()) {
            weights.get().readRow(row, out);
            return;
        }
        double factor = down.getAtIndex(Plane.F64, row);
        for (int c = 0; c < cols(); c++) {
            out[c] = factor * across.getAtIndex(Plane.F64, c);
        }
    }
}
