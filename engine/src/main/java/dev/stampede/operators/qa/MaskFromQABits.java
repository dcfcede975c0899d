package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Drops pixels with any of some bits set.
///
/// @param bandIdx index of the band
/// @param bits    from 0 (lowest) to 31, at least one
/// @param invert  whether to drop pixels with none of them set instead
public record MaskFromQABits(
        @Default("0") int bandIdx,
        List<Integer> bits,
        @Default("false") boolean invert) implements QaMask {
    public MaskFromQABits {
        bits = List.copyOf(bits);
        Require.that(!bits.isEmpty(), "bits", bits, "at least one");
        QaMask.bits(bits, false);
    }

    @Override
    public Optional<Band> band() {
        return Optional.of(Band.of(bandIdx));
    }

    @Override
    public Expression rule() {
        return QaMask.invertedIf(invert, QaMask.bits(bits, false));
    }
}
