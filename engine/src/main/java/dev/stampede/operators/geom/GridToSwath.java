package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/// The values of a raster at the places of a swath's pixels, in rows and columns of the swath, without a place
/// on the map: nearest, or linear between the four nearest centres. Outside of the raster and where a pixel
/// that counts is NaN or fill the result is NaN. `float64`, fill NaN; `float32` for `float32`. Places that are
/// not finite give NaN.
///
/// @param coordinates file of two bands, x or longitude and y or latitude of the centres of the swath's pixels
/// @param crs         system of the coordinates, EPSG:4326
/// @param method      nearest or bilinear; bilinear
public record GridToSwath(
        Path coordinates,
        @Default("\"EPSG:4326\"") String crs,
        @Default("\"bilinear\"") Method method) implements Operator<GeoRaster, GeoRaster> {
    public GridToSwath {
        Require.that(!crs.isBlank(), "crs", crs, "a reference system");
    }

    /// How a value between pixel centres is made.
    public enum Method {
        NEAREST,
        BILINEAR
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return RasterFile.read(coordinates, file -> at(file, in));
    }

    /// The same with coordinates at hand.
    public GeoRaster at(GeoRaster places, GeoRaster in) throws IOException {
        if (in.rank() > 3) {
            throw new OperatorTypeException("bands, rows and columns can be sampled, not " + in.values());
        }
        var x = Swath.coordinate(places, 0);
        var y = Swath.coordinate(places, 1);
        SwathToGrid.move(x, y, new Crs(crs), in.crs());
        var pixels = Scatter.Places.onto(in.affine(), x, y);
        var type = in.dtype() == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64;
        int cols = places.width();
        var out = RasterMemory.allocate(type, in.bands(), places.height(), cols);
        var valid = Valid.of(in);
        for (int b = 0; b < in.bands(); b++) {
            var band = in.band(b);
            for (int i = 0; i < x.length; i++) {
                double value = method == Method.NEAREST
                        ? Sampling.nearest(band, valid, pixels.col()[i], pixels.row()[i])
                        : Sampling.bilinear(band, valid, pixels.col()[i], pixels.row()[i]);
                out.set(value, b, i / cols, i % cols);
            }
        }
        return new GeoRaster(
                in.rank() == 2 ? out.select(0, 0) : out,
                Affine.IDENTITY,
                Crs.NONE,
                OptionalDouble.of(Double.NaN),
                in.attributes());
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
