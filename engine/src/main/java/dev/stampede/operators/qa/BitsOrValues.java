package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// A rule by bits or by values of a band, whichever is given.
interface BitsOrValues extends QaMask {
    Optional<Band> qaBand();

    Optional<List<Integer>> bits();

    Optional<List<Integer>> values();

    BitMode mode();

    boolean invert();

    @Override
    default Optional<Band> band() {
        return qaBand();
    }

    @Override
    default Expression rule() {
        var rule = bits().isPresent()
                ? QaMask.bits(bits().get(), mode() == BitMode.ALL)
                : Expression.isOneOf(Expression.input(0), values().orElseThrow());
        return QaMask.invertedIf(invert(), rule);
    }

    static void require(Optional<List<Integer>> bits, Optional<List<Integer>> values) {
        Require.that(bits.isPresent() != values.isPresent(), "bits", bits, "either bits or values");
        bits.ifPresent(list -> QaMask.bits(list, false));
    }
}
