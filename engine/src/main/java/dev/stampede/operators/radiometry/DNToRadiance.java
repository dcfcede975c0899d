package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.PerBand;
import java.util.Map;

/// Radiance from numbers as recorded: `gain dn / scale + offset`.
///
/// @param gain   one or one per band
/// @param offset one or one per band, 0
/// @param scale  one or one per band, 1
public record DNToRadiance(
        PerBand gain,
        @Default("0.0") PerBand offset,
        @Default("1.0") PerBand scale) implements LinearScale {
    @Override
    public Map<String, PerBand> coefficients() {
        return LinearScale.named("gain", gain, "offset", offset, "scale", scale);
    }

    @Override
    public Expression formula(int band) {
        return Expression.input(0).times(gain.get(band)).over(scale.get(band)).plus(offset.get(band));
    }
}
