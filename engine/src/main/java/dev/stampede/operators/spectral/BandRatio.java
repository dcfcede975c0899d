package dev.stampede.operators.spectral;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.indices.BandIndex;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Ratio of two bands: `n / (d + eps)`.
///
/// @param numerator   band by index or name
/// @param denominator band by index or name
/// @param eps         1e-6
public record BandRatio(
        Band numerator, Band denominator, @Default("1e-06") double eps) implements BandIndex {
    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(Optional.of(numerator), 0), BandIndex.band(Optional.of(denominator), 0));
    }

    @Override
    public Expression formula() {
        return Expression.input(0).over(Expression.input(1).plus(eps));
    }
}
