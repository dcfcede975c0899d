package dev.stampede.operators.plume;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.Components;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;

/// A map of enhancement and the plumes in it.
final class Enhancement {
    private Enhancement() {}

    /// The only band.
    /// @throws OperatorTypeException if there are several
    static ArrayView of(GeoRaster in) {
        if (in.rank() > 3 || in.bands() != 1) {
            throw new OperatorTypeException("a map of enhancement has one band, not " + in.values());
        }
        return in.band(0);
    }

    static double get(ArrayView band, int row, int col) {
        return Elements.getDouble(band.segment(), band.dtype(), band.rowStart(row) + col * band.stride(1));
    }

    /// Where the mask made from the input is true and the enhancement is finite.
    static Bits plume(GeoRaster in, Operator<GeoRaster, GeoRaster> mask) {
        var band = of(in);
        var made = mask.apply(in);
        in.requireSameExtent(made);
        var flags = Flags.of(of(made));
        for (int row = 0; row < flags.rows(); row++) {
            for (int col = 0; col < flags.cols(); col++) {
                if (!Double.isFinite(get(band, row, col))) {
                    flags.flags()[row * flags.cols() + col] = 0;
                }
            }
        }
        return flags;
    }

    static Components parts(Bits flags, int connectivity) {
        return Components.of(flags, connectivity == 8);
    }

    static void requireConnectivity(int connectivity) {
        Require.that(connectivity == 4 || connectivity == 8, "connectivity", connectivity, "4 or 8");
    }

    /// Area of a pixel in squares of map units.
    static double pixelArea(GeoRaster in) {
        return Math.abs(in.affine().determinant());
    }
}
