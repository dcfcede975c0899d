package dev.stampede.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleToIntFunction;
import java.util.stream.Collectors;

/// Colours for a position between 0 and 1.
public enum ColorMap {
    /// Jet from red to blue: motion away from the satellite red. StaMPS's default.
    INFLATION(t -> jet(1 - t)),
    /// Jet from blue to red.
    DEFLATION(ColorMap::jet),
    /// Red through white to blue, perceptually even; safe for colour-blind readers.
    DIVERGING(
            0x67001f, 0xb2182b, 0xd6604d, 0xf4a582, 0xfddbc7, 0xf7f7f7, 0xd1e5f0, 0x92c5de, 0x4393c3, 0x2166ac,
            0x053061),
    /// Dark blue through green to yellow, perceptually even.
    VIRIDIS(0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725),
    /// Black through purple to pale yellow, perceptually even.
    MAGMA(0x000004, 0x180f3d, 0x440f76, 0x721f81, 0x9e2f7f, 0xcd4071, 0xf1605d, 0xfd9668, 0xfeca8d, 0xfcfdbf),
    /// Brown through pale yellow to dark green: for vegetation.
    VEGETATION(0x5b3a1d, 0x8c5f2e, 0xbf9a5a, 0xe6d9a5, 0xf6f3cf, 0xc5e0a0, 0x86c06c, 0x469b47, 0x1d7232, 0x0b4a22),
    /// Dark green through yellow and brown to white, ever lighter: for heights.
    TERRAIN(0x14532d, 0x2f7d3b, 0x6fa656, 0xb9c56f, 0xdcc988, 0xcfae7c, 0xc4a48c, 0xdccfc4, 0xfbfbf9),
    /// Black for high, white for low values.
    GRAY(0xf5f5f5, 0x101010),
    /// Around the colour circle: for wrapped phase.
    HSV(t -> Color.HSBtoRGB((float) t, 0.85f, 0.95f) & 0xffffff);

    private final DoubleToIntFunction rgb;

    ColorMap(DoubleToIntFunction rgb) {
        this.rgb = rgb;
    }

    ColorMap(int... anchors) {
        this(t -> between(t, anchors));
    }

    /// `0xRRGGBB` at `t` in [0, 1].
    int rgb(double t) {
        return rgb.applyAsInt(t);
    }

    /// `0xRRGGBB` of `value` between `low` and `high`; values outside take the end colours.
    public final int of(double value, double low, double high) {
        double t = high > low ? (value - low) / (high - low) : 0.5;
        return rgb(Math.clamp(t, 0, 1));
    }

    /// @throws IllegalArgumentException listing the names there are
    public static ColorMap parse(String name) {
        for (var map : values()) {
            if (map.name().equalsIgnoreCase(name.trim())) {
                return map;
            }
        }
        throw new IllegalArgumentException("colour map " + name + " is unknown; there are "
                + Arrays.stream(values())
                        .map(m -> m.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private static int jet(double t) {
        double r = Math.clamp(1.5 - Math.abs(4 * t - 3), 0, 1);
        double g = Math.clamp(1.5 - Math.abs(4 * t - 2), 0, 1);
        double b = Math.clamp(1.5 - Math.abs(4 * t - 1), 0, 1);
        return channel(r) << 16 | channel(g) << 8 | channel(b);
    }

    private static int between(double t, int[] anchors) {
        double at = t * (anchors.length - 1);
        int i = Math.min((int) at, anchors.length - 2);
        double f = at - i;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = anchors[i] >> shift & 0xff;
            int b = anchors[i + 1] >> shift & 0xff;
            rgb |= (int) Math.round(a + f * (b - a)) << shift;
        }
        return rgb;
    }

    private static int channel(double v) {
        return (int) Math.round(255 * v);
    }
}
