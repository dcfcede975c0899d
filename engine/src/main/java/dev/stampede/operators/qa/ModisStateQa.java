package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Drops what the state band of MODIS surface reflectance marks: cloud (bits 0 and 1 are 1 or 2), cloud_shadow (bit
/// 2), cirrus (bits 8 and 9 are not 0).
///
/// @param qaBand  `state_1km`
/// @param targets of cloud, cloud_shadow and cirrus; the first two
@Named("MODISStateQA")
public record ModisStateQa(
        @Default("\"state_1km\"") Optional<Band> qaBand,
        @Default("[\"cloud\", \"cloud_shadow\"]") List<String> targets) implements QaMask {
    private static final int CLOUD = 0b11;
    private static final int SHADOW = 0b100;
    private static final int CIRRUS = 0b11_0000_0000;

    public ModisStateQa {
        targets = List.copyOf(targets);
        Require.that(!targets.isEmpty(), "targets", targets, "at least one");
        targets.forEach(ModisStateQa::ruleOf);
    }

    @Override
    public Optional<Band> band() {
        return qaBand;
    }

    @Override
    public Expression rule() {
        return targets.stream().map(ModisStateQa::ruleOf).reduce(Expression::or).orElseThrow();
    }

    private static Expression ruleOf(String target) {
        var state = Expression.input(0);
        return switch (target) {
            case "cloud" -> Expression.isOneOf(state.bits(CLOUD), List.of(1, 2));
            case "cloud_shadow" -> state.bits(SHADOW);
            case "cirrus" -> state.bits(CIRRUS);
            default ->
                throw new IllegalArgumentException("targets is " + target + ", expected cloud, cloud_shadow or cirrus");
        };
    }
}
