package dev.stampede.operators.mask;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.kernels.elementwise.Expression.Binary;
import dev.stampede.kernels.elementwise.Expression.BinaryOp;
import dev.stampede.operators.pixels.Features;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/// Heights on the grid of a carrier.
final class Surface {
    private Surface() {}

    /// The heights of a file of the same grid, or of the carrier itself.
    static ArrayView of(GeoRaster in, Optional<Path> file) {
        if (file.isPresent()) {
            return Features.beside(in, file.get()).band(0);
        }
        return in.rank() == 2 ? in.values() : in.band(0);
    }

    /// Whether input 0 is within the limits.
    static Expression within(OptionalDouble min, OptionalDouble max) {
        var value = Expression.input(0);
        Expression above = min.isPresent() ? value.reaches(min.getAsDouble()) : null;
        Expression below = max.isPresent()
                ? new Binary(BinaryOp.GREATER_OR_EQUAL, Expression.number(max.getAsDouble()), value)
                : null;
        return above == null ? below : below == null ? above : above.and(below);
    }
}
