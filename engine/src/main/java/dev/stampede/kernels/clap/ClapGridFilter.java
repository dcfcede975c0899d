package dev.stampede.kernels.clap;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;

/// Filters gridded phase interferogram by interferogram: overlapping windows of n_w = 3n/4 cells, every
/// n_w/4 cells, each padded with zeros to n x n and put through
///
///     S = FFT(window),  H = 7 x 7 Gaussian mean of |S| around each frequency (no wrap-around),
///     H = max((H / median H)^alpha - 1, 0),   G = beta H + low pass,   window = IFFT(S G)
///
/// then added into the output with the weight `min(r, n_w-1-r) + min(c, n_w-1-c) + 1e-6` (not normalised).
/// A window that would leave the grid is moved back; its weights stay where they were, so that cells
/// filtered before get none.
///
/// | name | shape          | dtype | unit | meaning                                                        |
/// |------|----------------|-------|------|----------------------------------------------------------------|
/// | grid | [ni nj, ifg]   | c64   | any  | cell (i, j) at row `i + j ni`; a cell that is NaN counts as 0   |
/// | out  | [ni nj, ifg]   | c64   | any  | filtered; its phase is what matters                             |
///
/// A grid with fewer than n_w - n_w/4 + 1 rows or columns has no window: the output is zero. Accumulation:
/// f64, windows in order, rows outer. Max error against the reference: [#MAX_RELATIVE_ERROR] of the largest
/// modulus of the interferogram. Threads: stateless; disjoint interferograms may run in parallel. Source:
/// Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, appendix A; Goldstein and Werner (1998),
/// doi:10.1029/1998GL900033.
public interface ClapGridFilter extends Kernel {
    double MAX_RELATIVE_ERROR = 2e-6;

    KernelFamily<ClapGridFilter> FAMILY = KernelFamily.of(
                    "stage2_clap_filter_kernel",
                    ClapGridFilter.class,
                    ClapGridFilterReference::new,
                    () -> new ClapGridFilterVector())
            .with(Backend.NATIVE, () -> new ClapGridFilterNative())
            .with(Backend.CUDA, () -> new ClapGridFilterCuda());

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// Filters interferograms `[from, to)`.
    /// @throws IllegalArgumentException if shapes disagree or the grid is smaller than a window
    void filter(ComplexMatrix grid, int ni, int nj, ClapSettings settings, ComplexMatrix out, int from, int to);

    /// The checks all variants share.
    static void require(
            ComplexMatrix grid, int ni, int nj, ClapSettings settings, ComplexMatrix out, int from, int to) {
        if (grid.rows() != (long) ni * nj || out.rows() != grid.rows() || out.cols() != grid.cols()) {
            throw new IllegalArgumentException("grid of " + ni + " x " + nj + " cells is [" + grid.rows() + ", "
                    + grid.cols() + "], out [" + out.rows() + ", " + out.cols() + "]");
        }
        if (Math.min(ni, nj) < settings.dataWindow()) {
            throw new IllegalArgumentException("grid of " + ni + " x " + nj
                    + " cells is smaller than the filter window of " + settings.dataWindow());
        }
        if (from < 0 || from > to || to > grid.cols()) {
            throw new IllegalArgumentException("interferograms [" + from + ", " + to + ") of " + grid.cols());
        }
    }
}
