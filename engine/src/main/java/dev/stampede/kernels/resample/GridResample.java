package dev.stampede.kernels.resample;

import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.kernels.matching.PixelRange;

/// Bands of a raster on another grid whose rows and columns run the same way.
///
///     out[b, r, c] = fill[b]    if the target centre lies outside the source, or the source pixel it lies in
///                               is no data in every band
///     otherwise    = keep(convert( sum_k w_k v_k / sum_k w_k ))   over the taps k that are data in band b
///                    fill[b]    if these weigh less than 1e-5 together
///     keep(v)      = v == noData ? substitute : v
///
/// Taps and weights along each axis are [AxisTaps]; a tap's weight is the product of both. With fallback taps
/// (cubic), a pixel one of whose taps is no data or outside the source takes the fallback taps (bilinear)
/// instead.
///
/// | name   | shape               | dtype | meaning                                                      |
/// |--------|---------------------|-------|--------------------------------------------------------------|
/// | source | bands x rows x cols | f64   | the window of the source that the taps need                  |
/// | out    | bands x rows x cols | f64   | numbers the pixel type holds exactly                         |
///
/// Accumulation: f64, taps row by row, left to right. FMA: not used. Error against the reference: none.
/// Threads: stateless. Cost per value: 2 operations a tap.
/// Source: the rules of the warper of GDAL for a grid of the same orientation, found by comparison.
public interface GridResample extends Kernel {
    KernelFamily<GridResample> FAMILY = KernelFamily.of(
            "mosaic_resample", GridResample.class, GridResampleReference::new, () -> new GridResampleVector());

    /// Taps that weigh less than this together give no value.
    double LEAST_WEIGHT = 1e-5;

    /// The taps of both axes.
    record Taps(AxisTaps cols, AxisTaps rows) {}

    /// One band.
    ///
    /// @param source the source window, its first pixel at (`firstRow`, `firstCol`) of the source
    /// @param noData what stands for no data in the source, and what replaces a result equal to it
    /// @param fill   written where there is no value
    /// @param range  the pixel type
    /// @param out    receives the target pixels
    record Band(Plane source, NoData noData, double fill, PixelRange range, Plane out) {}

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// Fills `out` of every band with `taps.rows().count() x taps.cols().count()` pixels.
    /// @param fallback taps for pixels whose own are not all data; `null` for none
    void run(Band[] bands, int firstRow, int firstCol, Taps taps, Taps fallback);
}
