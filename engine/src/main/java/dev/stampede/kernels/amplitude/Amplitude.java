package dev.stampede.kernels.amplitude;

import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import java.lang.foreign.MemorySegment;

/// Amplitudes of complex pixels and their sums over a stack, for choosing persistent-scatterer candidates.
///
/// Amplitude and sum planes hold one little-endian float per pixel from the start of their segment. Every
/// result but [#sumAbove] equals the reference bit for bit on every backend: the same operations in single
/// precision, nothing fused. Memory floor: 8 bytes read per pixel and image; arithmetic: two conversions, one
/// square root, one division.
///
/// Source: Ferretti et al. (2001), doi:10.1109/36.898661, amplitude dispersion; Hooper et al. (2007),
/// doi:10.1029/2006JB004763.
public interface Amplitude extends Kernel {
    String ID = "prep_amplitude";

    KernelFamily<Amplitude> FAMILY =
            KernelFamily.of(ID, Amplitude.class, AmplitudeReference::new, () -> new AmplitudeVector());

    /// Calibrated amplitudes up to this value count as no signal.
    float NEAR_ZERO = 5e-5f;

    /// Smallest amplitude that enters a calibration constant: the single-precision value just above 0.001.
    float CALIBRATION_FLOOR = 0.001f;

    /// `|z| = sqrt(re² + im²)` evaluated in double precision, rounded once to single.
    /// @param pixels    `count` big-endian pairs of floats
    /// @param amplitude receives `count` floats
    void ofFloatPairs(MemorySegment pixels, int count, MemorySegment amplitude);

    /// As [#ofFloatPairs] for big-endian pairs of 16-bit integers.
    void ofShortPairs(MemorySegment pixels, int count, MemorySegment amplitude);

    /// As [#ofFloatPairs] for little-endian pairs of floats.
    default void ofLittleEndianFloatPairs(MemorySegment pixels, int count, MemorySegment amplitude) {
        AmplitudeReference.ofLittleEndianFloatPairs(pixels, 0, count, amplitude);
    }

    /// As [#ofFloatPairs] for little-endian pairs of 16-bit integers.
    default void ofLittleEndianShortPairs(MemorySegment pixels, int count, MemorySegment amplitude) {
        AmplitudeReference.ofLittleEndianShortPairs(pixels, 0, count, amplitude);
    }

    /// Sum and number of the amplitudes of at least [#CALIBRATION_FLOOR]; not-a-number is left out.
    /// Backends may add in another order: relative error of the sum at most 1e-12.
    /// @param sumAndNumber receives the two values
    void sumAbove(MemorySegment amplitude, int count, double[] sumAndNumber);

    /// Adds one image to the sums of a single-master stack: with `a = amplitude / calibration`,
    /// ```
    /// a ≤ NEAR_ZERO:  sum = 0, gap = 1        otherwise:  sum += a, squares += a·a
    /// ```
    // COMPAT: StaMPS resets the sum but not the sum of squares; the pixel is barred from the candidates by its gap.
    /// @param gap one float per pixel, 0 until an image without signal was met
    void addImage(
            MemorySegment amplitude,
            float calibration,
            int count,
            MemorySegment sum,
            MemorySegment squares,
            MemorySegment gap);

    /// Adds the two images of an interferogram to the sums of a small-baseline stack, with `a = amplitude /
    /// calibration`: `sum = (sum + a₁) + a₂`, `squares += (a₁ − a₂)²`.
    void addPair(
            MemorySegment first,
            float firstCalibration,
            MemorySegment second,
            float secondCalibration,
            int count,
            MemorySegment sum,
            MemorySegment squares);
}
