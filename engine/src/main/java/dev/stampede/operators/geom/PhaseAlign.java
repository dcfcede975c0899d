package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Key;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.nio.file.Path;

/// Shifts a raster onto a reference of the same size by a constant part of a pixel, found by phase correlation:
///
///     P = X / (|X| + 0.01 mean |X|),  X = R conj(M),     shift = argmax of Re of its inverse transform, to 1 /
/// upsampleFactor pixels
///
/// over the middle square of at most 1024 pixels a side, which is enough of a scene and bounds the work. NaN
/// and fill count as the mean of the rest. The result is sampled linearly between pixel centres, integers
/// rounded; pixels that come from outside or from NaN or fill are the fill value, or NaN, or 0 in integers
/// without one. Attributes `shift_rows` and `shift_cols` say by how much the content was moved down and right.
/// Refuses a reference of another size and fewer than 8 pixels a side. Source: Guizar-Sicairos, Thurman and
/// Fienup (2008), doi:10.1364/OL.33.000156.
///
/// @param reference      file of the same rows and columns
/// @param upsampleFactor steps in a pixel, 10
/// @param band           that is compared, by index or name, 0
/// @param applyShift     whether to move the pixels, else only the attributes are set; true
public record PhaseAlign(
        Path reference,
        @Default("10") int upsampleFactor,
        @Default("0") Band band,
        @Key("apply") @Default("true") boolean applyShift)
        implements Operator<GeoRaster, GeoRaster> {
    public PhaseAlign {
        Require.that(upsampleFactor >= 1, "upsample_factor", upsampleFactor, "at least 1");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return RasterFile.read(reference, file -> onto(file, in));
    }

    /// The same with a reference at hand.
    public GeoRaster onto(GeoRaster fixed, GeoRaster in) {
        if (in.rank() > 3 || fixed.width() != in.width() || fixed.height() != in.height()) {
            throw new OperatorTypeException("the reference is " + fixed.values() + ", the raster " + in.values());
        }
        var correlation = new PhaseCorrelation(in.height(), in.width());
        var shift =
                correlation.shift(middle(fixed, correlation.side()), middle(in, correlation.side()), upsampleFactor);
        var made = applyShift ? shifted(in, shift[0], shift[1]) : in;
        return made.withAttributes(
                made.attributes().with("shift_rows", shift[0]).with("shift_cols", shift[1]));
    }

    private double[] middle(GeoRaster raster, int side) {
        var view = raster.rank() == 2 ? raster.values() : band.of(raster);
        var valid = Valid.of(raster);
        int top = (raster.height() - side) / 2;
        int left = (raster.width() - side) / 2;
        var values = new double[side * side];
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            long row = view.rowStart(top + i / side);
            double value = Elements.getDouble(view.segment(), view.dtype(), row + (left + i % side) * view.stride(1));
            values[i] = valid.is(value) ? value : Double.NaN;
            sum += valid.is(value) ? value : 0;
            n += valid.is(value) ? 1 : 0;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == values[i] ? values[i] : sum / Math.max(1, n);
        }
        return values;
    }

    private static GeoRaster shifted(GeoRaster in, double rows, double cols) {
        var out = RasterMemory.allocate(in.dtype(), in.shape());
        var valid = Valid.of(in);
        boolean floating = in.dtype().isFloating();
        double none = in.fill().orElse(floating ? Double.NaN : 0);
        for (int b = 0; b < in.bands(); b++) {
            var band = in.band(b);
            ArrayView to = in.rank() == 2 ? out : out.select(0, b);
            for (int row = 0; row < in.height(); row++) {
                long at = to.rowStart(row);
                for (int col = 0; col < in.width(); col++) {
                    double value = Sampling.bilinear(band, valid, col + 0.5 - cols, row + 0.5 - rows);
                    double made = value != value ? none : floating ? value : Math.rint(value);
                    Elements.setDouble(to.segment(), to.dtype(), at + col, made);
                }
            }
        }
        return in.rewrap(out);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in;
    }
}
