package dev.stampede.kernels.fft;

import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;

/// Discrete Fourier transform of an n x n window whose columns beyond a given width are zero.
///
///     forward   out[v, u] = sum_r sum_c in[r, c] exp(-2 pi i (u r + v c) / n)     u, v = 0 .. n-1
///     inverse   out[r, c] = sum_u sum_v in[v, u] exp(+2 pi i (u r + v c) / n)     not divided by n^2
///
/// **The spectrum is transposed** (frequency of the columns first): that saves two transpositions per round
/// trip and does not matter to filters that are symmetric in the two axes.
///
/// | plane    | shape      | row stride       | meaning                                             |
/// |----------|------------|------------------|-----------------------------------------------------|
/// | window   | [n, width] | `width`          | columns `width .. n-1` are taken as zero / not made |
/// | spectrum | [n, n]     | [FftPlan#stride] | element (v, u) at `v * stride + u`                  |
///
/// `width` is a multiple of [FftPlan#COLUMN_GROUP], at most the plan's stride; columns from n on must be
/// zero. Planes come from [FftPlan#newPlanes]. The input plane is destroyed; columns n .. stride-1 of a
/// result hold no data.
///
/// Accumulation: f64. FMA: used by the vector variant. Max error against the definition:
/// [#MAX_RELATIVE_ERROR] times the root of the sum of squared magnitudes of the input times n (forward) for
/// n up to 128. Threads: stateless; planes belong to the caller. Source: Cooley and Tukey (1965),
/// doi:10.2307/2003354; self-sorting form of Stockham.
public sealed interface Fft2d extends Kernel permits Fft2dReference, Fft2dVector {
    String ID = "fft_2d";
    double MAX_RELATIVE_ERROR = 2e-15;

    KernelFamily<Fft2d> FAMILY = KernelFamily.of(ID, Fft2d.class, Fft2dReference::new, () -> new Fft2dVector());

    @Override
    default String id() {
        return ID;
    }

    /// Window in `in` to transposed spectrum in `out`; `in` is destroyed.
    void forward(FftPlan plan, int width, WorkPlanes in, WorkPlanes out);

    /// Transposed spectrum in `in` to the first `width` columns of the window in `out`, unscaled; `in` is
    /// destroyed.
    void inverse(FftPlan plan, int width, WorkPlanes in, WorkPlanes out);

    /// @throws IllegalArgumentException if the width does not fit the plan or a plane is too small
    static void check(FftPlan plan, int width, WorkPlanes in, WorkPlanes out) {
        int stride = plan.stride();
        if (width < 1 || width > stride || width % FftPlan.COLUMN_GROUP != 0) {
            throw new IllegalArgumentException(
                    "width is " + width + ", needs a multiple of " + FftPlan.COLUMN_GROUP + " up to " + stride);
        }
        int smallest = Math.min(in.re().length, out.re().length);
        if (smallest < stride * stride) {
            throw new IllegalArgumentException("a plane of " + smallest + " values is too small for a transform of "
                    + plan.length() + ", which needs " + stride * stride);
        }
        if (in.re() == out.re() || in.re() == out.im()) {
            throw new IllegalArgumentException("input and output planes must differ");
        }
    }
}
