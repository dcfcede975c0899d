package dev.stampede.operators.augment;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Reverses columns, rows, both or neither by two independent coins. The corner of the grid moves to the right or
/// lower edge, so that pixels stay where they are on the map. A view.
///
/// @param pHorizontal probability that columns are reversed, 0.5
/// @param pVertical   probability that rows are reversed, 0.5
/// @param seed        none: a fresh one each time
public record RandomFlip(
        @Default("0.5") double pHorizontal, @Default("0.5") double pVertical, OptionalLong seed)
        implements Augmentation {
    public RandomFlip {
        Require.that(pHorizontal >= 0 && pHorizontal <= 1, "p_horizontal", pHorizontal, "0 to 1");
        Require.that(pVertical >= 0 && pVertical <= 1, "p_vertical", pVertical, "0 to 1");
    }

    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        boolean columns = random.nextDouble() < pHorizontal;
        boolean rows = random.nextDouble() < pVertical;
        var flipped = columns ? in.flipColumns() : in;
        return rows ? flipped.flipRows() : flipped;
    }
}
