package dev.stampede.operators.geom;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/// The centres of pixels as points in space, one band giving the height: a layer `point_cloud` whose points
/// have x, y and z, with a field `z` and one for each further band as in [RasterToPoints]; row by row. Pixels
/// whose height is NaN or fill are left out. Vector files keep x and y, and the height in the field.
///
/// @param z      band of the heights, by index or name, 0
/// @param stride every n-th row and column, from the middle of the first n; 1
public record RasterToPointCloud(
        @Default("0") Band z, @Default("1") int stride) implements Operator<GeoRaster, VectorLayer> {
    public RasterToPointCloud {
        Require.that(stride >= 1, "stride", stride, "at least 1");
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        if (in.rank() > 3) {
            throw new OperatorTypeException("points are made of bands, rows and columns, not of " + in.values());
        }
        int heights = in.rank() == 2 ? 0 : z.in(in);
        var names = RasterToPoints.names(in);
        var valid = Valid.of(in);
        var factory = new GeometryFactory();
        var fields = new LinkedHashMap<String, FieldType>();
        fields.put("z", FieldType.REAL);
        for (int b = 0; b < in.bands(); b++) {
            if (b != heights) {
                fields.put(names.get(b), FieldType.REAL);
            }
        }
        var features = new ArrayList<VectorFeature>();
        for (int row = stride / 2; row < in.height(); row += stride) {
            for (int col = stride / 2; col < in.width(); col += stride) {
                double height = in.band(heights).get(row, col);
                if (!valid.is(height)) {
                    continue;
                }
                var values = new LinkedHashMap<String, Object>();
                values.put("z", height);
                var rest = fields.keySet().iterator();
                rest.next();
                for (int b = 0; b < in.bands(); b++) {
                    if (b != heights) {
                        double value = in.band(b).get(row, col);
                        values.put(rest.next(), valid.is(value) ? value : null);
                    }
                }
                double x = in.affine().x(col + 0.5, row + 0.5);
                double y = in.affine().y(col + 0.5, row + 0.5);
                features.add(new VectorFeature(factory.createPoint(new Coordinate(x, y, height)), values));
            }
        }
        return new VectorLayer("point_cloud", in.crs().text(), fields, features);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
