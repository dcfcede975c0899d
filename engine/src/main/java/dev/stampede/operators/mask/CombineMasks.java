package dev.stampede.operators.mask;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// One mask from several of one grid: `or`, `and`, `xor` (an odd number of them true), or `not` of exactly one.
///
/// @param op how they are combined
public record CombineMasks(Combination op) implements ListOperator<GeoRaster, GeoRaster> {
    /// How masks are combined.
    public enum Combination {
        OR,
        AND,
        XOR,
        NOT
    }

    @Override
    public GeoRaster compute(List<GeoRaster> masks) {
        Require.that(!masks.isEmpty(), "masks", masks, "at least one");
        Require.that(op != Combination.NOT || masks.size() == 1, "masks", masks.size() + " masks", "one for not");
        masks.forEach(masks.getFirst()::requireSameExtent);
        Expression all = op == Combination.NOT ? Expression.input(0).not() : Expression.input(0);
        for (int i = 1; i < masks.size(); i++) {
            var next = Expression.input(i);
            all = switch (op) {
                case OR, NOT -> all.or(next);
                case AND -> all.and(next);
                case XOR -> all.or(next).and(all.and(next).not());
            };
        }
        var arrays = masks.stream().map(GeoRaster::values).toArray(ArrayView[]::new);
        return masks.getFirst().rewrapMask(Pixels.mask(all, arrays));
    }
}
