package dev.stampede.kernels.matching;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Sums over the valid pixels of a rectangle, from which mean and standard deviation follow, and masks of
/// valid pixels.
///
///     valid(p)  = value[p] != noData and value[p] is a number and mask[p] != 0
///     COUNT     += number of valid pixels
///     SUM       += sum (value[p] - shift)
///     SQUARES   += sum (value[p] - shift)^2
///     MIN        = min of MIN and the valid values
///
/// | name   | shape        | dtype | unit  | meaning                                                    |
/// |--------|--------------|-------|-------|------------------------------------------------------------|
/// | value  | [rows, cols] | f64   | any   | row-major, rows `stride` apart; `NaN` is no data            |
/// | mask   | [rows, cols] | f64   | 0, 1  | row-major with a stride of its own; absent = all 1          |
/// | shift  |              | f64   | value | near the mean, against cancellation                        |
/// | sums   | [4]          | f64   |       | added to                                                   |
///
/// Accumulation: f64; reference left to right, vector and native in lanes along a row that are added in order at
/// its end. FMA: not used. Max error against the reference: [#MAX_RELATIVE_ERROR] of the sum of absolute terms;
/// COUNT and MIN exact. Threads: stateless. Cost: 8 to 16 bytes read and 6 operations a pixel.
public interface MaskedMoments extends Kernel {
    int COUNT = 0;
    int SUM = 1;
    int SQUARES = 2;
    int MIN = 3;
    int SUMS = 4;
    double MAX_RELATIVE_ERROR = 1e-12;

    KernelFamily<MaskedMoments> FAMILY = KernelFamily.of(
                    "mosaic_masked_moments",
                    MaskedMoments.class,
                    MaskedMomentsReference::new,
                    () -> new MaskedMomentsVector())
            .with(Backend.NATIVE, () -> new MaskedMomentsNative());

    ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    /// A rectangle of doubles in a segment.
    ///
    /// @param segment where
    /// @param at      number of the first double
    /// @param stride  doubles from one row to the next
    record Plane(MemorySegment segment, long at, long stride) {
        /// The plane that begins `rows` and `cols` later.
        public Plane from(long row, long col) {
            return new Plane(segment, at + row * stride + col, stride);
        }

        public double get(long row, long col) {
            return segment.getAtIndex(F64, at + row * stride + col);
        }

        public void set(long row, long col, double value) {
            segment.setAtIndex(F64, at + row * stride + col, value);
        }

        /// @throws IllegalArgumentException if the rectangle reaches beyond the segment
        public void require(int rows, int cols) {
            long end = rows == 0 || cols == 0 ? 0 : at + (rows - 1L) * stride + cols;
            if (rows < 0
                    || cols < 0
                    || at < 0
                    || stride < cols && rows > 1
                    || end * Double.BYTES > segment.byteSize()) {
                throw new IllegalArgumentException(rows + " x " + cols + " doubles from number " + at + ", rows "
                        + stride + " apart, do not lie in " + segment.byteSize() + " bytes");
            }
        }
    }

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// Fresh sums.
    static double[] sums() {
        return new double[] {0, 0, 0, Double.POSITIVE_INFINITY};
    }

    /// Adds a rectangle.
    /// @param mask   `null` for none
    /// @param noData `NaN` when no number stands for it
    void add(Plane value, Plane mask, int rows, int cols, double noData, double shift, double[] sums);

    /// `outMask[p] = 1` where the value is valid, `keep ? outMask[p] : 0` elsewhere: called for each band in
    /// turn it leaves 1 where any band is valid.
    void markValid(Plane value, int rows, int cols, double noData, boolean keep, Plane outMask);
}
