package dev.stampede.operators.viz;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Key;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.OptionalDouble;

/// Rows and columns as red, green, blue and opacity, bytes: positions between `vmin` and `vmax` take the colours of
/// a map,
/// values beyond those of its ends, NaN a colour of its own.
///
/// @param colormap `viridis`, `gray`, `magma`, `rdylgn` or `jet`; viridis
/// @param vmin     default: the smallest value
/// @param vmax     default: the largest value
/// @param nanColor red, green, blue, opacity; nothing to be seen
public record ApplyColormap(
        @Key("name") @Default("\"viridis\"") Palette colormap,
        OptionalDouble vmin,
        OptionalDouble vmax,
        @Default("[0, 0, 0, 0]") List<Integer> nanColor)
        implements Operator<GeoRaster, GeoRaster> {
    public ApplyColormap {
        nanColor = List.copyOf(nanColor);
        Require.that(nanColor.size() == 4, "nan_color", nanColor, "red, green, blue and opacity");
    }

    public ApplyColormap(Palette colormap, double vmin, double vmax) {
        this(colormap, OptionalDouble.of(vmin), OptionalDouble.of(vmax), List.of(0, 0, 0, 0));
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var values = in.rank() == 2 ? in.values() : in.band(0);
        if (in.rank() > 2 && in.bands() > 1) {
            throw new OperatorTypeException("colours need one band, not " + in.values());
        }
        boolean ranged = vmin.isPresent() && vmax.isPresent();
        var range = ranged ? null : BandStatistics.moments(values);
        double low = vmin.orElseGet(() -> range.min());
        double high = vmax.orElseGet(() -> range.max());
        var out = RasterMemory.allocate(DType.UINT8, 4, in.height(), in.width());
        for (int row = 0; row < in.height(); row++) {
            long at = values.rowStart(row);
            for (int col = 0; col < in.width(); col++) {
                double value = Elements.getDouble(values.segment(), values.dtype(), at + col * values.stride(1));
                paint(out, row, col, value, low, high);
            }
        }
        var plain = in.withAttributes(in.attributes().withBandNames(List.of("red", "green", "blue", "alpha")));
        return plain.rewrap(out, OptionalDouble.empty());
    }

    private void paint(ArrayView out, int row, int col, double value, double low, double high) {
        long at = out.offset() + row * out.stride(1) + col;
        for (int channel = 0; channel < 4; channel++) {
            int level;
            if (Double.isNaN(value)) {
                level = nanColor.get(channel);
            } else {
                double position = high > low ? Math.clamp((value - low) / (high - low), 0.0, 1.0) : 0;
                level = channel == 3 ? 255 : colormap.level(position, channel);
            }
            out.segment().set(ValueLayout.JAVA_BYTE, at + channel * out.stride(0), (byte) level);
        }
    }
}
