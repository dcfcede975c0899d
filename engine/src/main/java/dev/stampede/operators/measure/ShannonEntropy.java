package dev.stampede.operators.measure;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;
import java.util.List;

/// Entropy of the values, a number: with the share `p` of each distinct value among those that are not NaN,
///
///     -sum(p log(p)) / log(base)
///
/// of all bands together; NaN without a value. Zero and minus zero are one value. Continuous values are nearly
/// all distinct: bring them to few levels first. Source: Shannon (1948),
/// doi:10.1002/j.1538-7305.1948.tb01338.x.
///
/// @param base of the logarithm: 2 gives bits
public record ShannonEntropy(@Default("2.0") double base) implements Operator<GeoRaster, Double> {
    public ShannonEntropy {
        Require.that(base > 1 && Double.isFinite(base), "base", base, "above 1");
    }

    public ShannonEntropy() {
        this(2);
    }

    @Override
    public Double compute(GeoRaster in) {
        var values = known(in);
        Arrays.sort(values);
        double n = values.length;
        double sum = 0;
        for (int from = 0, to; from < values.length; from = to) {
            to = from + 1;
            while (to < values.length && values[to] == values[from]) {
                to++;
            }
            double count = to - from;
            sum -= count / n * Math.log(count / n);
        }
        return values.length == 0 ? Double.NaN : (sum + 0.0) / Math.log(base);
    }

    private static double[] known(GeoRaster in) {
        var planes = Lines.planes(in.values());
        var values = new double[Math.toIntExact(in.values().elements())];
        int n = 0;
        var line = new double[in.width()];
        for (var plane : planes) {
            for (int row = 0; row < plane.size(0); row++) {
                Lines.read(plane, row, line, 0);
                for (double value : line) {
                    if (value == value) {
                        values[n++] = value + 0.0;
                    }
                }
            }
        }
        return Arrays.copyOf(values, n);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return new Signature(List.of(), "float64");
    }
}
