package dev.stampede.kernels.gridaccumulate;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;

/// Sums the values of all points of a grid cell:
///
///     grid[c, f] = sum over points p of cell c, in ascending order, of value[p, f]
///
/// | name  | shape      | dtype | unit | meaning                               |
/// |-------|------------|-------|------|---------------------------------------|
/// | value | [n, ifg]   | c64   | any  | weighted phase of each point          |
/// | order | [CellOrder]| –     | –    | which points lie in which cell        |
/// | grid  | [cells, ifg] | c64 | any  | overwritten; 0 where no point lies    |
///
/// Accumulation: f32, point after point, as StaMPS; a NaN makes its cell NaN.
/// Max error against the reference: none, the same additions in the same order.
/// Threads: stateless; disjoint interferograms may run in parallel.
/// Floor: 12 bytes read and 8 / (points per cell) written per point and interferogram; bound by the gather.
public interface GridAccumulate extends Kernel {
    KernelFamily<GridAccumulate> FAMILY = KernelFamily.of(
                    "stage2_grid_accumulate", GridAccumulate.class, GridAccumulateReference::new)
            .with(Backend.VECTOR, () -> new GridAccumulateVector())
            .with(Backend.NATIVE, () -> new GridAccumulateNative())
            .with(Backend.CUDA, () -> new GridAccumulateCuda());

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// Fills columns `[from, to)` of `grid`.
    /// @throws IllegalArgumentException if shapes disagree
    void accumulate(ComplexMatrix value, CellOrder order, ComplexMatrix grid, int from, int to);

    /// The checks all variants share.
    static void require(ComplexMatrix value, CellOrder order, ComplexMatrix grid) {
        if (value.rows() != order.point().length || grid.rows() != order.cells() || grid.cols() != value.cols()) {
            throw new IllegalArgumentException("values are [" + value.rows() + ", " + value.cols() + "], grid ["
                    + grid.rows() + ", " + grid.cols() + "], the order has " + order.point().length + " points and "
                    + order.cells() + " cells");
        }
    }
}
