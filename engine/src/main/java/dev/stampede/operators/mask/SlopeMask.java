package dev.stampede.operators.mask;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Gradients;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Marks slopes in a range of degrees, limits included: `atan(hypot(dz/dx, dz/dy))` from central differences,
/// one-sided at the borders. NaN is not in it.
///
/// @param dem         file of the heights on the same grid; the input itself by default
/// @param minSlopeDeg lower limit
/// @param maxSlopeDeg upper limit; at least one of both
public record SlopeMask(Optional<Path> dem, OptionalDouble minSlopeDeg, OptionalDouble maxSlopeDeg)
        implements Operator<GeoRaster, GeoRaster> {
    public SlopeMask {
        Require.that(
                minSlopeDeg.isPresent() || maxSlopeDeg.isPresent(), "min_slope_deg", minSlopeDeg, "at least one limit");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var heights = Surface.of(in, dem);
        try (var scratch = Arena.ofConfined()) {
            var dy = Gradients.along(0, heights, 1, in.affine().pixelHeight(), scratch);
            var dx = Gradients.along(1, heights, 1, in.affine().pixelWidth(), scratch);
            var slope = ArrayView.allocate(scratch, DType.FLOAT64, heights.shape());
            var steepness = Expression.input(0)
                    .times(Expression.input(0))
                    .plus(Expression.input(1).times(Expression.input(1)));
            var degrees = steepness.sqrt().apply(Expression.UnaryOp.ATAN).times(180 / Math.PI);
            Pixels.evaluateInto(degrees, Precision.DOUBLE, List.of(dx, dy), slope);
            return in.rewrapMask(Pixels.mask(Surface.within(minSlopeDeg, maxSlopeDeg), slope));
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
