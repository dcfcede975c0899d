package dev.stampede.operators.mask;

import dev.stampede.kernels.morphology.EuclideanDistance;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.GeoRaster;

/// Grows a mask by a distance: pixels whose nearest true pixel is within `radius`, centre to centre.
///
/// @param radius 0 or more
/// @param unit   `pixels` or `meters`, for which the pixel size is taken as metres
public record BufferMask(
        double radius, @Default("\"pixels\"") Unit unit) implements Operator<GeoRaster, GeoRaster> {
    public BufferMask {
        Require.that(radius >= 0, "radius", radius, "0 or more");
    }

    /// What a radius is measured in.
    public enum Unit {
        PIXELS,
        METERS
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        double stepY = unit == Unit.PIXELS ? 1 : in.affine().pixelHeight();
        double stepX = unit == Unit.PIXELS ? 1 : in.affine().pixelWidth();
        return Flags.map(in, bits -> EuclideanDistance.within(bits, radius, stepY, stepX));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
