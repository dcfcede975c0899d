package dev.stampede.operators.restore;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;

/// Where a plane has no value: NaN, or in a raster of integers, which cannot be NaN, its fill value.
///
/// @param values row by row, NaN in gaps
/// @param known  true where there is a value
record Gaps(double[] values, Bits known) {
    /// What fills the gaps of a plane in place.
    interface Fill {
        void fill(Gaps gaps);
    }

    /// @param type of the result
    static GeoRaster fill(GeoRaster in, DType type, Fill fill) {
        return Lines.perPlane(in, type, (plane, out) -> {
            var gaps = of(in, plane);
            if (gaps.count() > 0 && gaps.count() < gaps.values().length) {
                fill.fill(gaps);
            }
            gaps.write(in, out);
        });
    }

    private static Gaps of(GeoRaster in, ArrayView plane) {
        var values = Lines.all(plane);
        var known = Bits.empty(plane.size(0), plane.size(1));
        boolean byFill = !plane.dtype().isFloating() && in.fill().isPresent();
        double fill = in.fill().orElse(Double.NaN);
        for (int i = 0; i < values.length; i++) {
            boolean gap = values[i] != values[i] || byFill && values[i] == fill;
            values[i] = gap ? Double.NaN : values[i];
            known.flags()[i] = (byte) (gap ? 0 : 1);
        }
        return new Gaps(values, known);
    }

    int count() {
        int count = 0;
        for (byte flag : known.flags()) {
            count += flag == 0 ? 1 : 0;
        }
        return count;
    }

    /// Places of the gaps, in order.
    int[] places() {
        var places = new int[count()];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (known.flags()[i] == 0) {
                places[n++] = i;
            }
        }
        return places;
    }

    private void write(GeoRaster in, ArrayView out) {
        if (!out.dtype().isFloating()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] == values[i] ? values[i] : in.fill().orElse(0);
            }
        }
        Lines.writeAll(values, out);
    }

    /// What [Filtering#signature] says.
    static Signature signature(Signature in) {
        return Filtering.signature(in);
    }
}
