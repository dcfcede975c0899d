package dev.stampede.kernels.filter;

import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.VectorModule;

/// Exponentials of a row, for weights that fall off:
///
///     x[i] = exp(max(x[i], -700)),    0 <= i < n
///
/// | name | shape | dtype | meaning                       |
/// |------|-------|-------|-------------------------------|
/// | x    | [n]   | f64   | at most 700; NaN gives NaN    |
///
/// Error: a unit in the last place, so at most two from that of `Math.exp`, 4.5e-16 relative. All
/// implementations give the same bits: additions, products and divisions in one order, no FMA. Threads:
/// stateless. Source: Sun Microsystems, fdlibm.
public interface LineExponential extends Kernel {
    String ID = "raster_line_exponential";

    /// Smallest argument; what lies below counts as it.
    double LEAST = -700;

    /// Against `Math.exp`, which has an error of its own.
    double MAX_RELATIVE_ERROR = 4.5e-16;

    KernelFamily<LineExponential> FAMILY = KernelFamily.of(
            ID, LineExponential.class, LineExponentialReference::new, () -> new LineExponentialVector());

    /// Holds the implementation chosen once for the process.
    final class Standard {
        private static final LineExponential KERNEL =
                FAMILY.variants().get(VectorModule.fastest()).get();

        private Standard() {}
    }

    /// The fastest implementation that can run here. They give the same bits.
    static LineExponential standard() {
        return Standard.KERNEL;
    }

    /// Replaces the first `n` numbers.
    void run(double[] x, int n);
}
