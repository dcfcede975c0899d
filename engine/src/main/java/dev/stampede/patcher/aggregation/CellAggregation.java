package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.raster.DType;
import java.util.List;

/// An aggregation with a result for each cell of the scene. Its accumulator is a number of planes over any
/// rows of the scene, so that finished rows can be written while others are still being added to. Calls on
/// disjoint parts of an accumulator may run in parallel.
public non-sealed interface CellAggregation extends Aggregation {
    /// Planes of an accumulator.
    /// @param bands   bands of a patch
    /// @param overlap most patches over one cell
    /// @throws IllegalArgumentException if patches cannot have that many bands
    int planes(int bands, int overlap);

    /// Bands of the result.
    int resultBands(int bands);

    /// The natural type of the result.
    default DType resultType() {
        return DType.FLOAT64;
    }

    /// What planes hold before the first patch.
    default double initial() {
        return 0;
    }

    /// Adds a patch, all of which lies within the accumulator.
    void add(MergeKernels kernels, PatchValues patch, Accumulator into);

    /// Adds what another accumulator of the same rows holds.
    /// @throws UnsupportedOperationException if the aggregation is not streamable
    void combine(Accumulator from, Accumulator into);

    /// The result of some rows.
    /// @param row of the scene
    /// @param out a plane per band of the result, of as many rows as are asked for
    void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out);
}
