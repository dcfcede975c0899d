package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Drops what Landsat's QA_PIXEL band marks: any bit of a target set. Bits: fill 0, dilated_cloud 1, cirrus 2,
/// cloud 3, cloud_shadow 4, snow 5, clear 6, water 7.
///
/// @param qaBand  `QA_PIXEL`
/// @param targets names of bits; for Landsat 8 and 9 cloud, cloud_shadow and cirrus, for Landsat 7 the first two
/// @param sensor  `l89` or `l7`, which has no cirrus bit
@Named("LandsatQA_PIXEL")
public record LandsatQaPixel(
        @Default("\"QA_PIXEL\"") Optional<Band> qaBand,
        Optional<List<String>> targets,
        @Default("\"l89\"") Sensor sensor)
        implements QaMask {
    private static final List<String> BITS =
            List.of("fill", "dilated_cloud", "cirrus", "cloud", "cloud_shadow", "snow", "clear", "water");

    /// Which Landsat.
    public enum Sensor {
        L89,
        L7
    }

    public LandsatQaPixel {
        for (var target : targets.orElse(List.of())) {
            Require.that(BITS.contains(target), "targets", target, "names among " + BITS);
            Require.that(
                    sensor != Sensor.L7 || !target.equals("cirrus"),
                    "targets",
                    target,
                    "no cirrus, which Landsat 7 does not mark");
        }
    }

    @Override
    public Optional<Band> band() {
        return qaBand;
    }

    @Override
    public Expression rule() {
        var usual = sensor == Sensor.L7 ? List.of("cloud", "cloud_shadow") : List.of("cloud", "cloud_shadow", "cirrus");
        return QaMask.bits(targets.orElse(usual).stream().map(BITS::indexOf).toList(), false);
    }
}
