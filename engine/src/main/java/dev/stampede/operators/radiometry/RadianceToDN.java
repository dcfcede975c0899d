package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.PerBand;
import java.util.Map;

/// Back from [DNToRadiance]: `(L - offset) scale / gain`, not rounded.
///
/// @param gain   one or one per band
/// @param offset one or one per band, 0
/// @param scale  one or one per band, 1
public record RadianceToDN(
        PerBand gain,
        @Default("0.0") PerBand offset,
        @Default("1.0") PerBand scale) implements LinearScale {
    @Override
    public Map<String, PerBand> coefficients() {
        return LinearScale.named("gain", gain, "offset", offset, "scale", scale);
    }

    @Override
    public Expression formula(int band) {
        return Expression.input(0)
                .minus(offset.get(band))
                .times(scale.get(band))
                .over(gain.get(band));
    }
}
