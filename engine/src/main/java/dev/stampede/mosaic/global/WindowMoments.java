package dev.stampede.mosaic.global;

import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.Moments;
import dev.stampede.raster.Window;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Moments of a window, per band, from its strips in order of rows. Strips give the same bits as the window at
/// once: sums go row by row, and deviations are taken from the first valid pixel, which lies near the mean, so
/// that squares do not cancel.
final class WindowMoments {
    private final MaskedMoments kernel;
    private final double noData;
    private final double[] shifts;
    private final double[][] sums;

    /// @param noData `NaN` when no number stands for it
    WindowMoments(MaskedMoments kernel, int bands, double noData) {
        this.kernel = kernel;
        this.noData = noData;
        this.shifts = new double[bands];
        this.sums = new double[bands][];
        Arrays.fill(shifts, Double.NaN);
        Arrays.setAll(sums, band -> MaskedMoments.sums());
    }

    /// @param pixels `bands x rows x cols` doubles
    /// @param mask   `null` for none
    void add(MemorySegment pixels, Window strip, Plane mask) {
        for (int band = 0; band < sums.length; band++) {
            var plane = new Plane(pixels, band * strip.pixels(), strip.width());
            if (Double.isNaN(shifts[band])) {
                shifts[band] = firstValid(plane, mask, strip);
            }
            if (!Double.isNaN(shifts[band])) {
                kernel.add(plane, mask, strip.height(), strip.width(), noData, shifts[band], sums[band]);
            }
        }
    }

    /// `NaN` without one.
    private double firstValid(Plane plane, Plane mask, Window strip) {
        for (long p = 0; p < strip.pixels(); p++) {
            double v = plane.get(0, p);
            if (v != noData && !Double.isNaN(v) && (mask == null || mask.get(0, p) != 0)) {
                return v;
            }
        }
        return Double.NaN;
    }

    Moments[] moments() {
        var moments = new Moments[sums.length];
        Arrays.setAll(moments, band -> Moments.of(sums[band], shifts[band]));
        return moments;
    }
}
