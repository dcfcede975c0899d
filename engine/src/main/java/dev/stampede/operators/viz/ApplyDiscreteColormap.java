package dev.stampede.operators.viz;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Classes as colours: red, green, blue and opacity, bytes. Values without a colour are transparent.
///
/// @param colors class, as text, to red, green, blue and perhaps opacity
public record ApplyDiscreteColormap(Map<String, List<Integer>> colors)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public ApplyDiscreteColormap {
        colors = Collections.unmodifiableMap(new LinkedHashMap<>(colors));
        colors.forEach((key, color) -> Require.that(
                key.matches("-?\\d{1,18}") && (color.size() == 3 || color.size() == 4),
                "colors",
                key + "=" + color,
                "a whole number with three or four levels"));
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var values = in.rank() == 2 ? in.values() : in.band(0);
        var table = new HashMap<Long, int[]>();
        colors.forEach((key, color) -> table.put(
                Long.parseLong(key),
                new int[] {color.get(0), color.get(1), color.get(2), color.size() > 3 ? color.get(3) : 255}));
        var out = RasterMemory.allocate(DType.UINT8, 4, in.height(), in.width());
        var run = new Run();
        for (int row = 0; row < in.height(); row++) {
            long at = values.rowStart(row);
            for (int col = 0; col < in.width(); col++) {
                double value = Elements.getDouble(values.segment(), values.dtype(), at + col * values.stride(1));
                var color = run.colorOf(value, table);
                long to = out.offset() + row * out.stride(1) + col;
                for (int channel = 0; channel < 4; channel++) {
                    byte level = (byte) (color == null ? 0 : color[channel]);
                    out.segment().set(ValueLayout.JAVA_BYTE, to + channel * out.stride(0), level);
                }
            }
        }
        var plain = in.withAttributes(in.attributes().withBandNames(List.of("red", "green", "blue", "alpha")));
        return plain.rewrap(out, OptionalDouble.empty());
    }

    /// The colour of the value before: neighbours mostly are of one class, so that most need no look-up.
    private static final class Run {
        private double last = Double.NaN;
        private int[] color;

        int[] colorOf(double value, Map<Long, int[]> table) {
            if (value != last) {
                last = value;
                color = value == Math.rint(value) ? table.get((long) value) : null;
            }
            return color;
        }
    }
}
