package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Drops classes of Sentinel-2's scene classification, or of any band of classes; see [SceneClasses].
///
/// @param bandIdx index of the band
/// @param classes values to drop, at least one
/// @param invert  whether to drop all others instead
public record MaskFromSCL(
        @Default("0") int bandIdx,
        List<Integer> classes,
        @Default("false") boolean invert) implements QaMask {
    public MaskFromSCL {
        classes = List.copyOf(classes);
        Require.that(!classes.isEmpty(), "classes", classes, "at least one");
    }

    public MaskFromSCL(int bandIdx, List<Integer> classes) {
        this(bandIdx, classes, false);
    }

    @Override
    public Optional<Band> band() {
        return Optional.of(Band.of(bandIdx));
    }

    @Override
    public Expression rule() {
        return QaMask.invertedIf(invert, Expression.isOneOf(Expression.input(0), classes));
    }
}
