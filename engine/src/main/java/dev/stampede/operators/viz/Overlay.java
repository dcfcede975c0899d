package dev.stampede.operators.viz;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.PairOperator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.OptionalDouble;

/// One picture over another of the same grid. Levels of 0 to 1, with the opacity a of the upper one (its own times
/// `opacity`) and b of the lower one:
///
///     out = (a (1 - b) upper + a b mixed + (1 - a) b lower) / (a + b (1 - a))
///
/// | mode | mixed |
/// |---|---|
/// | `alpha` | upper |
/// | `multiply` | upper lower |
/// | `screen` | 1 - (1 - upper) (1 - lower) |
///
/// Pictures are `uint8` with 1 band (grey), 3, or 4 with opacity. The result has three bands, or four where the
/// lower picture has opacity; levels are rounded. Source: W3C Compositing and Blending Level 1, section 5.
///
/// @param mode    alpha
/// @param opacity of the upper picture, 0 to 1, 1
public record Overlay(
        @Default("\"alpha\"") Mode mode, @Default("1.0") double opacity)
        implements PairOperator<GeoRaster, GeoRaster, GeoRaster> {
    /// How two colours mix.
    public enum Mode {
        ALPHA,
        MULTIPLY,
        SCREEN;

        double mixed(double upper, double lower) {
            return switch (this) {
                case ALPHA -> upper;
                case MULTIPLY -> upper * lower;
                case SCREEN -> 1 - (1 - upper) * (1 - lower);
            };
        }
    }

    /// @throws IllegalArgumentException if the opacity is outside of 0 to 1
    public Overlay {
        Require.that(opacity >= 0 && opacity <= 1, "opacity", opacity, "0 to 1");
    }

    /// @param lower seen where the upper one lets through
    /// @throws IllegalArgumentException if grids differ, or one is no picture
    @Override
    public GeoRaster compute(GeoRaster lower, GeoRaster upper) {
        Pictures.require(lower);
        Pictures.require(upper);
        lower.requireSameExtent(upper);
        int bands = lower.bands() == 4 ? 4 : 3;
        var out = RasterMemory.allocate(DType.UINT8, bands, lower.height(), lower.width());
        for (int row = 0; row < lower.height(); row++) {
            for (int col = 0; col < lower.width(); col++) {
                double a = opacity * Pictures.level(upper, 3, row, col) / Pictures.OPAQUE;
                double b = (double) Pictures.level(lower, 3, row, col) / Pictures.OPAQUE;
                double covered = a + b * (1 - a);
                for (int channel = 0; channel < 3; channel++) {
                    double u = (double) Pictures.level(upper, channel, row, col) / Pictures.OPAQUE;
                    double l = (double) Pictures.level(lower, channel, row, col) / Pictures.OPAQUE;
                    double sum = a * (1 - b) * u + a * b * mode.mixed(u, l) + (1 - a) * b * l;
                    Pictures.set(out, channel, row, col, rounded(covered == 0 ? 0 : sum / covered));
                }
                if (bands == 4) {
                    Pictures.set(out, 3, row, col, rounded(covered));
                }
            }
        }
        var names = bands == 4 ? List.of("red", "green", "blue", "alpha") : List.of("red", "green", "blue");
        return lower.withAttributes(lower.attributes().withBandNames(names)).rewrap(out, OptionalDouble.empty());
    }

    private static int rounded(double level) {
        return (int) Math.round(level * Pictures.OPAQUE);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
