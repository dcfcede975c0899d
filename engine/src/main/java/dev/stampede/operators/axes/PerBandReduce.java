package dev.stampede.operators.axes;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// One number for each band from all of its pixels, in `float64`; a raster of rows and columns has one band,
/// and times count with their band. A NaN makes the number of its band NaN. The fill value is not looked at.
///
/// @param reduction mean
public record PerBandReduce(@Default("\"mean\"") Reduction reduction) implements Operator<GeoRaster, List<Double>> {
    @Override
    public List<Double> compute(GeoRaster in) {
        return BandStatistics.bands(in).stream()
                .map(band -> reduction.of(numbers(band)))
                .toList();
    }

    private static double[] numbers(ArrayView band) {
        var numbers = new double[Math.toIntExact(band.elements())];
        int at = 0;
        for (long row = 0; row < band.rows(); row++) {
            long start = band.rowStart(row);
            for (int col = 0; col < band.size(-1); col++) {
                numbers[at++] = Elements.getDouble(band.segment(), band.dtype(), start + col * band.stride(-1));
            }
        }
        return numbers;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
