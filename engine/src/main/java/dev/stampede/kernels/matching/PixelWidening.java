package dev.stampede.kernels.matching;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.elementwise.ElementType;
import java.lang.foreign.MemorySegment;

/// Pixels as files hold them, as the doubles all stages compute with, and back.
///
///     widen:   out[i] = in[i]
///     narrow:  out[i] = in[i]     for numbers that the type holds exactly
///
/// | name | shape | dtype    | unit | meaning                                                   |
/// |------|-------|----------|------|-----------------------------------------------------------|
/// | in   | [n]   | any / f64 | DN  | every number of a type of at most 32 bits is a double     |
/// | out  | [n]   | f64 / any | DN  | 64-bit integers beyond 2^53 are rounded to nearest         |
///
/// Invalid values: not-a-number stays one in floating types. Error against the reference: none. Threads:
/// stateless. Cost: memory traffic, 8 bytes and the size of the type for each pixel.
public interface PixelWidening extends Kernel {
    KernelFamily<PixelWidening> FAMILY = KernelFamily.of(
                    "mosaic_pixel_widening",
                    PixelWidening.class,
                    PixelWideningReference::new,
                    () -> new PixelWideningVector())
            .with(Backend.NATIVE, () -> new PixelWideningNative());

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// @param inAt  number of the first pixel
    /// @param outAt number of the first double
    void widen(ElementType type, MemorySegment in, long inAt, int n, MemorySegment out, long outAt);

    /// @param inAt  number of the first double
    /// @param outAt number of the first pixel
    void narrow(ElementType type, MemorySegment in, long inAt, int n, MemorySegment out, long outAt);

    /// Shared checks.
    /// @throws IllegalArgumentException if a range reaches beyond its segment
    static void require(MemorySegment segment, long at, int n, int bytes) {
        if (at < 0 || n < 0 || (at + n) * bytes > segment.byteSize()) {
            throw new IllegalArgumentException(n + " elements of " + bytes + " bytes from number " + at
                    + " do not lie in " + segment.byteSize() + " bytes");
        }
    }
}
