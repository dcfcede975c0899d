package dev.stampede.operators.spectral;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.operators.indices.BandIndex;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Normalised difference of two bands, `(a - b) / (a + b + eps)`, with the larger `eps` usual for spectra.
///
/// @param a   band by index or name
/// @param b   band by index or name
/// @param eps 1e-6
@Named("SpectralNormalizedDifference")
public record SpectralDifference(
        Band a, Band b, @Default("1e-06") double eps) implements BandIndex {
    @Override
    public List<Choice> bands() {
        return List.of(BandIndex.band(Optional.of(a), 0), BandIndex.band(Optional.of(b), 0));
    }

    @Override
    public Expression formula() {
        return BandIndex.normalizedDifference(eps);
    }
}
