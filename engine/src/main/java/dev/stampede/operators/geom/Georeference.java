package dev.stampede.operators.geom;

import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// A raster in sensor geometry on the grid of a lookup table: the table says for each pixel of the grid which
/// column and row of the input it shows, counted from 1,
///
///     out[b, r, c] = in[b, glt[1, r, c] - 1, glt[0, r, c] - 1]
///
/// with 0, NaN or the table's fill value for none (less than 0, which some tables use for pixels filled in, counts
/// by magnitude): there the result is the fill value of the input, or NaN in floating types without one, else 0. The
/// type stays. Refuses a table
/// without two bands and an index beyond the input.
///
/// @param glt      file of two bands, columns and rows of the sensor, on the grid wanted
/// @param validGlt file of one band on the same grid, 0 where the table is not to be used
public record Georeference(Path glt, Optional<Path> validGlt) implements Operator<GeoRaster, GeoRaster> {
    @Override
    public GeoRaster compute(GeoRaster in) {
        try {
            var allocator = RasterMemory.current();
            var table = GeoTiff.read(allocator, glt.toString());
            var valid = validGlt.isPresent()
                    ? Optional.of(GeoTiff.read(allocator, validGlt.get().toString()))
                    : Optional.<GeoRaster>empty();
            return by(table, valid, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same with a table at hand.
    public static GeoRaster by(GeoRaster glt, Optional<GeoRaster> valid, GeoRaster in) {
        if (glt.rank() != 3 || glt.bands() != 2) {
            throw new OperatorTypeException("a lookup table has two bands, columns and rows, not " + glt.values());
        }
        if (in.rank() > 3) {
            throw new OperatorTypeException("bands, rows and columns can be placed, not " + in.values());
        }
        valid.ifPresent(glt::requireSameExtent);
        int bands = in.bands();
        var out = RasterMemory.allocate(in.dtype(), bands, glt.height(), glt.width());
        var listed = Valid.of(glt);
        double none = in.fill().orElse(in.dtype().isFloating() ? Double.NaN : 0);
        for (int row = 0; row < glt.height(); row++) {
            for (int col = 0; col < glt.width(); col++) {
                int x = index(glt, listed, 0, row, col);
                int y = index(glt, listed, 1, row, col);
                boolean used = valid.isEmpty() || valid.get().band(0).get(row, col) != 0;
                boolean some = used && x >= 0 && y >= 0;
                if (some && (x >= in.width() || y >= in.height())) {
                    throw new IllegalArgumentException("the lookup table shows column " + (x + 1) + " and row "
                            + (y + 1) + " at " + row + ", " + col + "; the raster has " + in.width() + " columns and "
                            + in.height() + " rows");
                }
                for (int b = 0; b < bands; b++) {
                    var band = in.band(b);
                    double value = some
                            ? Elements.getDouble(band.segment(), band.dtype(), band.rowStart(y) + x * band.stride(1))
                            : none;
                    out.set(value, b, row, col);
                }
            }
        }
        return new GeoRaster(
                in.rank() == 2 ? out.select(0, 0) : out, glt.affine(), glt.crs(), in.fill(), in.attributes());
    }

    /// A column or row of the sensor from 0, -1 for none.
    private static int index(GeoRaster glt, Valid listed, int band, int row, int col) {
        double value = glt.values().get(band, row, col);
        return listed.is(value) ? (int) Math.abs(value) - 1 : -1;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
