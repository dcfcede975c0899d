package dev.stampede.operators.measure;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.Thinning;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// Length of the middle lines of a mask in map units, a number: shapes are thinned to lines one pixel wide, and
/// the distances between neighbours along them added up; corner neighbours that are joined over a side count
/// that way only. Anything but 0 and NaN is true. An end is short by about half the width of its shape. Refuses
/// more than one band. Source of the thinning: Zhang and Suen (1984), doi:10.1145/357994.358023.
public record SkeletonLength() implements Operator<GeoRaster, Double> {
    @Override
    public Double compute(GeoRaster in) {
        var plane = Lines.only(in, "SkeletonLength");
        var mask = Flags.of(plane);
        if (plane.dtype().isFloating()) {
            var values = Lines.all(plane);
            for (int i = 0; i < values.length; i++) {
                mask.flags()[i] = values[i] == values[i] ? mask.flags()[i] : 0;
            }
        }
        var affine = in.affine();
        return length(
                Thinning.of(mask),
                affine.pixelWidth(),
                affine.pixelHeight(),
                Math.hypot(affine.a() + affine.b(), affine.d() + affine.e()),
                Math.hypot(affine.a() - affine.b(), affine.d() - affine.e()));
    }

    private static double length(Bits line, double across, double down, double falling, double rising) {
        long nAcross = 0;
        long nDown = 0;
        long nFalling = 0;
        long nRising = 0;
        for (int row = 0; row < line.rows(); row++) {
            for (int col = 0; col < line.cols(); col++) {
                if (!line.get(row, col)) {
                    continue;
                }
                boolean right = at(line, row, col + 1);
                boolean below = at(line, row + 1, col);
                boolean left = at(line, row, col - 1);
                nAcross += right ? 1 : 0;
                nDown += below ? 1 : 0;
                nFalling += !right && !below && at(line, row + 1, col + 1) ? 1 : 0;
                nRising += !left && !below && at(line, row + 1, col - 1) ? 1 : 0;
            }
        }
        return nAcross * across + nDown * down + nFalling * falling + nRising * rising;
    }

    private static boolean at(Bits line, int row, int col) {
        return row >= 0 && col >= 0 && row < line.rows() && col < line.cols() && line.get(row, col);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return new Signature(List.of(), "float64");
    }
}
