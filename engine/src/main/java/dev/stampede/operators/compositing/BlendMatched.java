package dev.stampede.operators.compositing;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Weighted mean of matched rasters per value, `float64`:
///
/// | method | weight |
/// |---|---|
/// | `mean` | 1 |
/// | `weights` | one number per raster |
/// | `ivw` | 1 / variance; the list then holds value, variance, value, variance ... |
///
/// @param method    where weights come from
/// @param weights   for `weights`
/// @param nanPolicy `ignore`: a NaN value has no weight
public record BlendMatched(
        @Default("\"mean\"") Method method,
        Optional<List<Double>> weights,
        @Default("\"ignore\"") NanPolicy nanPolicy) implements ListOperator<GeoRaster, GeoRaster>, Pixelwise {
    /// Where weights come from.
    public enum Method {
        MEAN,
        WEIGHTS,
        IVW
    }

    public BlendMatched {
        Require.that(
                (method == Method.WEIGHTS) == weights.isPresent(), "weights", weights, "numbers for method weights");
    }

    @Override
    public GeoRaster compute(List<GeoRaster> in) {
        Scenes.require(in);
        boolean paired = method == Method.IVW;
        Require.that(!paired || in.size() % 2 == 0, "in", in.size() + " rasters", "pairs of value and variance");
        Require.that(
                weights.isEmpty() || weights.get().size() == in.size(),
                "weights",
                weights,
                "one for each of " + in.size() + " rasters");
        var arrays = new ArrayList<ArrayView>();
        for (int i = 0; i < in.size(); i += paired ? 2 : 1) {
            arrays.add(in.get(i).values());
        }
        int n = arrays.size();
        for (int i = 1; paired && i < in.size(); i += 2) {
            arrays.add(in.get(i).values());
        }
        var fixed = weights.orElse(List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        var out = Scenes.allocate(in, DType.FLOAT64);
        Scenes.forEach(arrays, out, (values, row, col) -> blend(values, n, fixed));
        return in.getFirst().rewrap(out, OptionalDouble.of(Double.NaN));
    }

    private double blend(double[] values, int n, double[] fixed) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            double weight = values.length > n ? 1 / values[n + i] : fixed.length > 0 ? fixed[i] : 1;
            double term = weight * values[i];
            if (term == term) {
                sum += term;
                total += weight;
            } else if (nanPolicy == NanPolicy.PROPAGATE) {
                return Double.NaN;
            }
        }
        return total == 0 ? Double.NaN : sum / total;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("float64");
    }
}
