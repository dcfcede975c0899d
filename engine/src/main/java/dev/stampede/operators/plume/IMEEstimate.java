package dev.stampede.operators.plume;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.Components;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.Affine;
import dev.stampede.raster.GeoRaster;

/// The rate of emission from the mass of a plume, a [SourceRate]:
///
///     IME = sum of enhancement x pixel area,     Q = IME U / L,     uncertainty = fraction Q
///
/// over the finite pixels of the mask, all its parts together. The enhancement is in kg/m2 (`ColumnToMass`), U
/// the effective wind in m/s. L is the root of the plume's area, the major axis of the ellipse of equal second
/// moments, or the largest distance between two corners of pixels of the plume. An empty mask gives zeros.
/// Source: Varon et al. (2018), doi:10.5194/amt-11-5673-2018, eq. 3.
///
/// @param mask                an operator that marks the plume in the same input, such as `PlumeMask`
/// @param windSpeed           effective wind U, m/s; above 0
/// @param lengthMethod        sqrt_area, major_axis or max_extent; sqrt_area
/// @param uncertaintyFraction 0.5
public record IMEEstimate(
        Operator<GeoRaster, GeoRaster> mask,
        double windSpeed,
        @Default("\"sqrt_area\"") Length lengthMethod,
        @Default("0.5") double uncertaintyFraction)
        implements Operator<GeoRaster, SourceRate> {
    public IMEEstimate {
        Require.that(windSpeed > 0, "wind_speed", windSpeed, "above 0");
        Require.that(uncertaintyFraction >= 0, "uncertainty_fraction", uncertaintyFraction, "0 or more");
    }

    /// What the length of a plume is.
    public enum Length {
        SQRT_AREA,
        MAJOR_AXIS,
        MAX_EXTENT
    }

    @Override
    public SourceRate compute(GeoRaster in) {
        var plume = Enhancement.plume(in, mask);
        var band = Enhancement.of(in);
        double sum = 0;
        int pixels = 0;
        for (int row = 0; row < plume.rows(); row++) {
            double part = 0;
            for (int col = 0; col < plume.cols(); col++) {
                if (plume.get(row, col)) {
                    part += Enhancement.get(band, row, col);
                    pixels++;
                }
            }
            sum += part;
        }
        if (pixels == 0) {
            return new SourceRate(0, 0, 0, 0, 0, 0);
        }
        double pixelArea = Enhancement.pixelArea(in);
        double mass = sum * pixelArea;
        double area = pixels * pixelArea;
        double length = length(plume, area, in.affine());
        double rate = mass * windSpeed / length;
        return new SourceRate(mass, area, length, rate, Math.abs(uncertaintyFraction * rate), pixels);
    }

    private double length(Bits plume, double area, Affine affine) {
        return switch (lengthMethod) {
            case SQRT_AREA -> Math.sqrt(area);
            case MAJOR_AXIS -> Shape.of(together(plume), affine)[1].majorAxis();
            case MAX_EXTENT -> Extent.largest(plume, affine);
        };
    }

    /// All parts as one.
    private static Components together(Bits plume) {
        var labels = new int[plume.flags().length];
        int n = 0;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = plume.flags()[i] != 0 ? 1 : 0;
            n += labels[i];
        }
        return new Components(plume.rows(), plume.cols(), labels, new int[] {labels.length - n, n});
    }

    @Override
    public boolean serialisable() {
        return mask.serialisable();
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
