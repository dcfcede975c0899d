package dev.stampede.operators.geom;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/// The centres of pixels as points, a layer `points` with a field a band under its name, or `band_0`, `band_1`
/// ...; row by row. Values that are NaN or fill are empty fields; pixels without any value are left out.
/// Memory: an object a pixel, so take every n-th of a large raster.
///
/// @param stride every n-th row and column, from the middle of the first n; 1
public record RasterToPoints(@Default("1") int stride) implements Operator<GeoRaster, VectorLayer> {
    public RasterToPoints {
        Require.that(stride >= 1, "stride", stride, "at least 1");
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        if (in.rank() > 3) {
            throw new OperatorTypeException("points are made of bands, rows and columns, not of " + in.values());
        }
        var bands = BandStatistics.bands(in);
        var names = names(in);
        var valid = Valid.of(in);
        var factory = new GeometryFactory();
        var features = new ArrayList<VectorFeature>();
        for (int row = stride / 2; row < in.height(); row += stride) {
            for (int col = stride / 2; col < in.width(); col += stride) {
                var values = new LinkedHashMap<String, Object>();
                boolean any = false;
                for (int b = 0; b < bands.size(); b++) {
                    double value = bands.get(b).get(row, col);
                    any |= valid.is(value);
                    values.put(names.get(b), valid.is(value) ? value : null);
                }
                if (any) {
                    double x = in.affine().x(col + 0.5, row + 0.5);
                    double y = in.affine().y(col + 0.5, row + 0.5);
                    features.add(new VectorFeature(factory.createPoint(new Coordinate(x, y)), values));
                }
            }
        }
        var fields = new LinkedHashMap<String, FieldType>();
        names.forEach(name -> fields.put(name, FieldType.REAL));
        return new VectorLayer("points", in.crs().text(), fields, features);
    }

    /// The names of bands, or `band_0`, `band_1` ...
    static List<String> names(GeoRaster in) {
        return in.attributes()
                .bandNames(in.bands())
                .orElseGet(() -> IntStream.range(0, in.bands())
                        .mapToObj(b -> "band_" + b)
                        .toList());
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
