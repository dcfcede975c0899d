package dev.stampede.kernels.clap;

import static dev.stampede.kernels.Lanes.F64;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.kernels.fft.Fft2d;
import dev.stampede.kernels.fft.FftPlan;
import dev.stampede.kernels.fft.SmoothedMagnitude;
import dev.stampede.kernels.fft.WorkPlanes;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// One window on its way through the filter: loading it, its spectrum and the response to it. Scratch of one
/// thread.
///
/// Rows of a plane are columns of the grid, so that a row is contiguous in both. The transform hands back
/// transposed spectra, which the response, symmetric in the two axes, does not notice.
final class ClapSpectrumVector {
    private static final int L = F64.length();

    /// Shortest transform these loops take; shorter ones are left to the reference.
    static final int LEAST_WINDOW = 16;

    private final ClapSettings settings;
    private final int n;
    private final Fft2d fft = Fft2d.FAMILY.variants().get(Backend.VECTOR).get();
    private final SmoothedMagnitude magnitude =
            SmoothedMagnitude.FAMILY.variants().get(Backend.VECTOR).get();
    private final double[] response;
    private final double[] scratch;

    final FftPlan plan;
    final WorkPlanes window;
    final WorkPlanes spectrum;

    ClapSpectrumVector(ClapSettings settings) {
        this.settings = settings;
        n = settings.window();
        plan = new FftPlan(n);
        window = plan.newPlanes();
        spectrum = plan.newPlanes();
        response = new double[SmoothedMagnitude.resultSize(plan)];
        scratch = new double[SmoothedMagnitude.scratchSize(plan)];
    }

    /// Response of the filter divided by n^2, `[n, n]`, row stride n.
    double[] response() {
        return response;
    }

    /// Turns the window, `width` columns wide, into its spectrum and finds the response to it.
    void analyse(int width) {
        fft.forward(plan, width, window, spectrum);
        double median = magnitude.run(plan, spectrum, response, scratch);
        double scale = median != 0 ? 1 / median : 1;
        double norm = 1.0 / ((double) n * n);
        if (settings.alpha() == 1) {
            respond(response, settings.lowPass(), scale, settings.beta(), norm);
        } else {
            respond(response, settings.lowPass(), scale, settings.alpha(), settings.beta(), norm);
        }
    }

    /// Applies the response and turns the spectrum back into the window.
    void synthesise(int width) {
        for (int v = 0; v < n; v++) {
            multiply(spectrum.re(), v * plan.stride(), response, v * n, n);
            multiply(spectrum.im(), v * plan.stride(), response, v * n, n);
        }
        fft.inverse(plan, width, spectrum, window);
    }

    /// `(beta max(h scale - 1, 0) + lowPass) norm` in place of h.
    private static void respond(double[] h, double[] lowPass, double scale, double beta, double norm) {
        int bound = F64.loopBound(h.length);
        for (int k = 0; k < bound; k += L) {
            var adaptive = DoubleVector.fromArray(F64, h, k).mul(scale).sub(1).max(0);
            adaptive.mul(beta)
                    .add(DoubleVector.fromArray(F64, lowPass, k))
                    .mul(norm)
                    .intoArray(h, k);
        }
        for (int k = bound; k < h.length; k++) {
            h[k] = (Math.max(h[k] * scale - 1, 0) * beta + lowPass[k]) * norm;
        }
    }

    /// As above with `(h scale)^alpha`. Below 1 a power with a positive exponent counts as 1: its excess is
    /// zero.
    private static void respond(double[] h, double[] lowPass, double scale, double alpha, double beta, double norm) {
        int bound = alpha >= 0 ? F64.loopBound(h.length) : 0;
        for (int k = 0; k < bound; k += L) {
            var x = DoubleVector.fromArray(F64, h, k).mul(scale).max(1);
            var adaptive = MathVector.exp(MathVector.log(x).mul(alpha)).sub(1).max(0);
            adaptive.mul(beta)
                    .add(DoubleVector.fromArray(F64, lowPass, k))
                    .mul(norm)
                    .intoArray(h, k);
        }
        for (int k = bound; k < h.length; k++) {
            h[k] = (Math.max(Math.pow(h[k] * scale, alpha) - 1, 0) * beta + lowPass[k]) * norm;
        }
    }

    private static void multiply(double[] x, int at, double[] factor, int from, int count) {
        int bound = F64.loopBound(count);
        for (int k = 0; k < bound; k += L) {
            DoubleVector.fromArray(F64, x, at + k)
                    .mul(DoubleVector.fromArray(F64, factor, from + k))
                    .intoArray(x, at + k);
        }
        for (int k = bound; k < count; k++) {
            x[at + k] *= factor[from + k];
        }
    }

    /// Copies `count` consecutive cells into a row of the window, values that are NaN as zero.
    ///
    /// @param count at least the number of lanes; the last vector overlaps the one before
    void loadRow(MemorySegment re, MemorySegment im, long offset, int count, int to) {
        for (int k = 0; k < count; k = k + L >= count ? count : Math.min(k + L, count - L)) {
            var x = load(re, offset + 4L * k);
            var y = load(im, offset + 4L * k);
            var none = x.add(y).test(VectorOperators.IS_NAN);
            x.blend(0, none).intoArray(window.re(), to + k);
            y.blend(0, none).intoArray(window.im(), to + k);
        }
    }

    private static DoubleVector load(MemorySegment segment, long offset) {
        return (DoubleVector) FloatVector.fromMemorySegment(Lanes.F32_HALF, segment, offset, LITTLE_ENDIAN)
                .convertShape(VectorOperators.F2D, F64, 0);
    }
}
