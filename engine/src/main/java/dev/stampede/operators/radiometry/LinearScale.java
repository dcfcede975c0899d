package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.PerBand;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.LinkedHashMap;
import java.util.Map;

/// A formula with coefficients that may differ per band.
interface LinearScale extends Operator<GeoRaster, GeoRaster>, Bandwise {
    /// The coefficients by name, for checks.
    Map<String, PerBand> coefficients();

    /// The formula of input 0 for one band.
    Expression formula(int band);

    @Override
    default GeoRaster compute(GeoRaster in) {
        coefficients().forEach((name, values) -> values.requireFits(name, in.bands()));
        boolean single = coefficients().values().stream().allMatch(PerBand::single);
        if (single) {
            return Pixels.all(in, formula(0));
        }
        return Pixels.perBand(in, DType.FLOAT64, this::formula);
    }

    @Override
    default Signature outputSignature(Signature in) {
        boolean single = coefficients().values().stream().allMatch(PerBand::single);
        return in.withDtype(single && in.dtype().equals("float32") ? "float32" : "float64");
    }

    /// Names of coefficients and their values.
    static Map<String, PerBand> named(Object... pairs) {
        var named = new LinkedHashMap<String, PerBand>();
        for (int i = 0; i < pairs.length; i += 2) {
            named.put((String) pairs[i], (PerBand) pairs[i + 1]);
        }
        return named;
    }
}
