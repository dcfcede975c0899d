package dev.stampede.operators.feature;

import dev.stampede.io.vector.VectorLayer;
import dev.stampede.kernels.filter.LineSink;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// Corners as points: where the response of the [StructureTensor] `A`,
///
///     R = Arr Acc - Arc^2 - k (Arr + Acc)^2
///
/// is above `thresholdRel` of its largest value and above 0, and largest within `minDistance`, from the
/// strongest down. Fields: `value` (R), `row`, `col`. NaN spoils what its windows touch. Refuses more than one
/// band. Source: Harris and Stephens (1988), doi:10.5244/C.2.23.
///
/// @param k            how much edges count against corners, 0.05
/// @param sigma        of the Gaussian in pixels, 1
/// @param thresholdRel share of the largest response, 0.1
/// @param minDistance  between corners in pixels, 1
public record CornerHarris(
        @Default("0.05") double k,
        @Default("1.0") double sigma,
        @Default("0.1") double thresholdRel,
        @Default("1") int minDistance)
        implements Operator<GeoRaster, VectorLayer> {
    public CornerHarris {
        Require.that(k >= 0 && k < 0.25, "k", k, "0 or more, below 0.25");
        new StructureTensor(sigma);
        Require.that(thresholdRel >= 0 && thresholdRel <= 1, "threshold_rel", thresholdRel, "0 to 1");
        Require.that(minDistance >= 1, "min_distance", minDistance, "1 or more");
    }

    public CornerHarris() {
        this(0.05, 1, 0.1, 1);
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        int cols = in.width();
        var down = new double[Math.multiplyExact(in.height(), cols)];
        var both = new double[down.length];
        var across = new double[down.length];
        StructureTensor.fill(
                Lines.only(in, "CornerHarris"), sigma, List.of(to(down, cols), to(both, cols), to(across, cols)));
        for (int i = 0; i < down.length; i++) {
            double trace = down[i] + across[i];
            down[i] = down[i] * across[i] - both[i] * both[i] - k * trace * trace;
        }
        double above = Math.max(0, thresholdRel * Peaks.largest(down));
        return PeakLocalMax.layer("corners", in, Peaks.of(in.height(), cols, down, minDistance, above, 0));
    }

    private static LineSink to(double[] values, int cols) {
        return (row, line) -> System.arraycopy(line, 0, values, row * cols, cols);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
