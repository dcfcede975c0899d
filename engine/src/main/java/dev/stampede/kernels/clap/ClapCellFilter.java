package dev.stampede.kernels.clap;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;

/// The filtered phase at one cell of a grid as its surroundings see it: the n x n block around the cell,
/// with the cell itself set to zero, goes through the response of [ClapGridFilter] (no padding, no window
/// weight), and the value at the cell is taken.
///
/// The block starts n/2 cells before the cell and is moved inside the grid where it would leave it.
///
/// | name  | shape         | dtype | unit | meaning                                                  |
/// |-------|---------------|-------|------|----------------------------------------------------------|
/// | grid  | [ni nj, ifg]  | c64   | any  | cell (i, j) at row `i + j ni`; NaN counts as 0            |
/// | cells | [n]           | int   | –    | rows of the grid, zero-based                              |
/// | out   | [n, ifg]      | c64   | any  | filtered value at each cell, not normalised               |
///
/// `blanked` further cells around (a square of that half width, clipped to the block) are set to zero too,
/// but in the first interferogram only. COMPAT: StaMPS addresses its block with two indices where three are
/// needed, which reaches the first interferogram alone; relevant for oversampled images only.
///
/// A grid with fewer than n rows or columns has no block: the output is zero.
/// Accumulation: f64. Max error against the reference: [#MAX_RELATIVE_ERROR] of the largest modulus in `out`.
/// Threads: stateless; disjoint ranges of cells may run in parallel.
/// Source: Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, section 2.5 and appendix A.
public interface ClapCellFilter extends Kernel {
    double MAX_RELATIVE_ERROR = 2e-6;

    KernelFamily<ClapCellFilter> FAMILY = KernelFamily.of(
                    "stage3_clap_filt_patch",
                    ClapCellFilter.class,
                    ClapCellFilterReference::new,
                    () -> new ClapCellFilterVector())
            .with(Backend.NATIVE, () -> new ClapCellFilterNative())
            .with(Backend.CUDA, () -> new ClapCellFilterCuda());

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// A grid of phase.
    ///
    /// @param values [ni nj, ifg]
    record Grid(ComplexMatrix values, int ni, int nj) {
        public Grid {
            if (values.rows() != (long) ni * nj) {
                throw new IllegalArgumentException(
                        "grid of " + ni + " x " + nj + " cells is [" + values.rows() + ", " + values.cols() + "]");
            }
        }
    }

    /// Fills rows `[from, to)` of `out`.
    /// @throws IllegalArgumentException if shapes disagree
    void filter(Grid grid, ClapSettings settings, int blanked, int[] cells, ComplexMatrix out, int from, int to);

    /// The checks all variants share.
    static void require(Grid grid, int[] cells, ComplexMatrix out, int from, int to) {
        if (out.rows() != cells.length || out.cols() != grid.values().cols()) {
            throw new IllegalArgumentException("out is [" + out.rows() + ", " + out.cols() + "], " + cells.length
                    + " cells of " + grid.values().cols() + " interferograms are asked for");
        }
        if (from < 0 || from > to || to > cells.length) {
            throw new IllegalArgumentException("cells [" + from + ", " + to + ") of " + cells.length);
        }
    }
}
