package dev.stampede.kernels.elementwise;

import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.VectorModule;
import java.util.List;

/// One formula over the pixels of planes, in one pass.
///
///     out[r, c] = program(in_0[r, c], in_1[r, c], ...)
///
/// | name     | shape         | dtype                                      | meaning
/// |
/// |----------|---------------|--------------------------------------------|--------------------------------------------|
/// | inputs   | [rows, cols]  | any                                        | one plane per input of the program
/// |
/// | outplane | [rows, cols]  | any                                        | must not overlap an input unless it is one
/// |
///
/// Precision: single when asked for, else double; inputs are converted to it before the first step and the result
/// from it after the last: to integers truncated toward zero and clamped, NaN as 0, to booleans whether it is not
/// 0. Functions of [Math] are computed in double and rounded. FMA: not used. All backends give the same bits.
/// Cost: memory-bound for arithmetic. Threads: stateless; disjoint rows may run in parallel.
public interface Elementwise extends Kernel {
    String ID = "raster_elementwise";

    KernelFamily<Elementwise> FAMILY =
            KernelFamily.of(ID, Elementwise.class, ElementwiseReference::new, () -> new ElementwiseVector());

    /// Holds the implementation chosen once for the process.
    final class Standard {
        private static final Elementwise KERNEL = choose();

        private Standard() {}

        private static Elementwise choose() {
            return FAMILY.variants().get(VectorModule.fastest()).get();
        }
    }

    /// The fastest implementation that can run here. They give the same bits.
    static Elementwise standard() {
        return Standard.KERNEL;
    }

    /// Whether to compute in single precision.
    enum Precision {
        SINGLE,
        DOUBLE
    }

    /// Fills all rows of `outPlane`.
    /// @throws IllegalArgumentException if there are not as many planes as inputs, or one is too small
    void run(Program program, Precision precision, List<Plane> inputs, Plane outPlane, int rows, int columns);

    /// The checks all variants share.
    static void require(Program program, List<Plane> inputs, Plane outPlane, int rows, int columns) {
        if (inputs.size() < program.inputs()) {
            throw new IllegalArgumentException(
                    "the formula reads " + program.inputs() + " planes, got " + inputs.size());
        }
        for (var plane : inputs) {
            plane.requireRoom(rows, columns);
        }
        outPlane.requireRoom(rows, columns);
    }
}
