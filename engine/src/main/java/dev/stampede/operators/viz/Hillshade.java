package dev.stampede.operators.viz;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.kernels.elementwise.Expression.Binary;
import dev.stampede.kernels.elementwise.Expression.BinaryOp;
import dev.stampede.kernels.elementwise.Expression.UnaryOp;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Gradients;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.OptionalDouble;

/// Relief lit from a direction, bytes:
///
///     slope  = pi/2 - atan(hypot(dx, dy)),   aspect = atan2(-dx, dy),   az = 360 - azimuth + 90
///     shade  = sin(alt) sin(slope) + cos(alt) cos(slope) cos(az - aspect),   trunc(255 clamp(shade, 0, 1))
///
/// Slopes are central differences of `zFactor z` over the pixel size, one-sided at the borders. At an altitude of 90
/// degrees everything is 255. NaN becomes 0.
///
/// @param azimuthDeg  of the light, clockwise from north, 315
/// @param altitudeDeg of the light above the horizon, 45
/// @param zFactor     multiplies heights, 1
/// @param xResolution pixel size; that of the carrier by default
/// @param yResolution pixel size; that of the carrier by default
public record Hillshade(
        @Default("315.0") double azimuthDeg,
        @Default("45.0") double altitudeDeg,
        @Default("1.0") double zFactor,
        OptionalDouble xResolution,
        OptionalDouble yResolution)
        implements Operator<GeoRaster, GeoRaster> {
    @Override
    public GeoRaster compute(GeoRaster in) {
        var heights = in.rank() == 2 ? in.values() : in.band(0);
        var out = RasterMemory.allocate(DType.UINT8, heights.shape());
        if (altitudeDeg >= 90) {
            out.fill(255);
        } else {
            shade(in, heights, out);
        }
        return in.rewrap(out, OptionalDouble.empty());
    }

    private void shade(GeoRaster in, ArrayView heights, ArrayView out) {
        double altitude = Math.toRadians(altitudeDeg);
        double azimuth = Math.toRadians(360 - azimuthDeg + 90);
        var dx = Expression.input(0);
        var dy = Expression.input(1);
        var steepness = dx.times(dx).plus(dy.times(dy)).sqrt();
        var slope = Expression.number(Math.PI / 2).minus(steepness.apply(UnaryOp.ATAN));
        var aspect = new Binary(BinaryOp.ATAN2, dx.negate(), dy);
        var direct = slope.apply(UnaryOp.SIN).times(Math.sin(altitude));
        var turned = Expression.number(azimuth).minus(aspect).apply(UnaryOp.COS);
        var shade = direct.plus(slope.apply(UnaryOp.COS).times(turned).times(Math.cos(altitude)));
        double stepX = xResolution.orElse(in.affine().pixelWidth());
        double stepY = yResolution.orElse(in.affine().pixelHeight());
        try (var scratch = Arena.ofConfined()) {
            var slopeX = Gradients.along(1, heights, zFactor, Math.abs(stepX), scratch);
            var slopeY = Gradients.along(0, heights, zFactor, Math.abs(stepY), scratch);
            var bytes = shade.atLeast(0).atMost(1).times(255);
            Pixels.evaluateInto(bytes, Precision.DOUBLE, List.of(slopeX, slopeY), out);
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("uint8");
    }
}
