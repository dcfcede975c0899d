package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Drops what Sentinel-2's QA60 band calls cloud: bit 10 (opaque) or bit 11 (cirrus).
///
/// @param qaBand `QA60`
public record S2QA60(@Default("\"QA60\"") Optional<Band> qaBand) implements QaMask {
    @Override
    public Optional<Band> band() {
        return qaBand;
    }

    @Override
    public Expression rule() {
        return QaMask.bits(List.of(10, 11), false);
    }
}
