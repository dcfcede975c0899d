package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Drops all classes of Sentinel-2's scene classification but some; see [SceneClasses]. Refuses unknown names.
///
/// @param qaBand band of the classes, `SCL`
/// @param keep   names of classes to keep: vegetation, soil, water
public record S2SCL(
        @Default("\"SCL\"") Optional<Band> qaBand,
        @Default("[\"vegetation\", \"soil\", \"water\"]") List<String> keep) implements QaMask {
    public S2SCL {
        keep = List.copyOf(keep);
        SceneClasses.values(keep);
    }

    public S2SCL() {
        this(Optional.of(Band.of("SCL")), List.of("vegetation", "soil", "water"));
    }

    @Override
    public Optional<Band> band() {
        return qaBand;
    }

    @Override
    public Expression rule() {
        return Expression.isOneOf(Expression.input(0), SceneClasses.values(keep))
                .not();
    }
}
