package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.PerBand;
import java.util.Map;

/// Reflectance from numbers as recorded: `scale dn + offset`. A recorded 0 becomes `offset`, fill or not.
///
/// Refuses a list whose length is not the number of bands.
///
/// @param scale  reflectance per number, one or one per band
/// @param offset reflectance of 0, one or one per band, 0
public record DNToReflectance(PerBand scale, @Default("0.0") PerBand offset) implements LinearScale {
    public DNToReflectance(double scale, double offset) {
        this(PerBand.of(scale), PerBand.of(offset));
    }

    @Override
    public Map<String, PerBand> coefficients() {
        return LinearScale.named("scale", scale, "offset", offset);
    }

    @Override
    public Expression formula(int band) {
        return Expression.input(0).times(scale.get(band)).plus(offset.get(band));
    }
}
