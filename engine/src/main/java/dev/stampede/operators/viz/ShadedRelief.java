package dev.stampede.operators.viz;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Key;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.OptionalDouble;

/// Heights as colours, lit from a direction: red, green and blue of [ApplyColormap] times the shade of
/// [Hillshade] over 255, bytes, rounded. NaN is transparent.
///
/// @param colormap    `viridis`, `gray`, `magma`, `rdylgn` or `jet`; viridis
/// @param vmin        height of the first colour; the smallest by default
/// @param vmax        height of the last colour; the largest by default
/// @param azimuthDeg  of the light, clockwise from north, 315
/// @param altitudeDeg of the light above the horizon, 45
/// @param zFactor     multiplies heights for the shade, 1
public record ShadedRelief(
        @Key("name") @Default("\"viridis\"") Palette colormap,
        OptionalDouble vmin,
        OptionalDouble vmax,
        @Default("315.0") double azimuthDeg,
        @Default("45.0") double altitudeDeg,
        @Default("1.0") double zFactor)
        implements Operator<GeoRaster, GeoRaster> {
    @Override
    public GeoRaster compute(GeoRaster in) {
        var colors = new ApplyColormap(colormap, vmin, vmax, List.of(0, 0, 0, 0)).compute(in);
        var shade = new Hillshade(azimuthDeg, altitudeDeg, zFactor, OptionalDouble.empty(), OptionalDouble.empty())
                .compute(in);
        var lit = colors.values();
        for (int row = 0; row < in.height(); row++) {
            for (int col = 0; col < in.width(); col++) {
                int light = Pictures.level(shade, 0, row, col);
                for (int channel = 0; channel < 3; channel++) {
                    int level = Pictures.level(colors, channel, row, col);
                    Pictures.set(lit, channel, row, col, (level * light + 127) / Pictures.OPAQUE);
                }
            }
        }
        return colors;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
