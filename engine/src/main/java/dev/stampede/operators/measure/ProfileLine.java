package dev.stampede.operators.measure;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Features;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Values along a line between two places, both included, at most a pixel apart: `ceil(length + 1)` points in
/// map coordinates, in their order. Fields: `distance` from the first point in map units, `row`, `col`, and
/// `value`, or `value_1`, `value_2`, ... for several bands. Between pixels values are interpolated linearly
/// (`order` 1) or taken from the nearest (0). With a `linewidth` above 1 a value is the mean of as many samples
/// across the line, a pixel apart, that have a value. What lies outside the raster or touches a NaN has none;
/// such a field is null. Refuses rasters with a time axis.
///
/// @param src       row and column of the first point, centres of pixels are whole numbers
/// @param dst       row and column of the last point
/// @param linewidth samples across, 1
/// @param order     0 = nearest, 1 = linear
public record ProfileLine(
        List<Double> src,
        List<Double> dst,
        @Default("1") int linewidth,
        @Default("1") int order) implements Operator<GeoRaster, VectorLayer> {
    public ProfileLine {
        src = List.copyOf(src);
        dst = List.copyOf(dst);
        Require.that(src.size() == 2 && src.stream().allMatch(Double::isFinite), "src", src, "a row and a column");
        Require.that(dst.size() == 2 && dst.stream().allMatch(Double::isFinite), "dst", dst, "a row and a column");
        Require.that(linewidth >= 1, "linewidth", linewidth, "1 or more");
        Require.that(order == 0 || order == 1, "order", order, "0 or 1");
        double length = Math.hypot(dst.get(0) - src.get(0), dst.get(1) - src.get(1));
        Require.that(length < 1e7, "dst", dst, "a place within 10 million pixels of " + src);
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        if (in.rank() > 3) {
            throw new OperatorTypeException("ProfileLine takes bands, rows and columns, not " + in.values());
        }
        var bands = BandStatistics.bands(in);
        var names = new ArrayList<String>();
        for (int band = 0; band < bands.size(); band++) {
            names.add(bands.size() == 1 ? "value" : "value_" + (band + 1));
        }
        var fields = new LinkedHashMap<String, FieldType>(Features.reals("distance", "row", "col"));
        names.forEach(name -> fields.put(name, FieldType.REAL));
        double down = dst.get(0) - src.get(0);
        double right = dst.get(1) - src.get(1);
        int points = (int) Math.ceil(Math.hypot(down, right) + 1);
        var start = Features.place(in, src.get(0), src.get(1));
        var features = new ArrayList<VectorFeature>();
        for (int i = 0; i < points; i++) {
            double part = points == 1 ? 0 : i / (points - 1.0);
            double row = src.get(0) + part * down;
            double col = src.get(1) + part * right;
            var point = Features.point(in, row, col);
            var values = new LinkedHashMap<String, Object>();
            values.put("distance", start.distance(point.getCoordinate()));
            values.put("row", row);
            values.put("col", col);
            for (int band = 0; band < bands.size(); band++) {
                double value = across(bands.get(band), row, col, down, right);
                values.put(names.get(band), Double.isNaN(value) ? null : (Object) value);
            }
            features.add(new VectorFeature(point, values));
        }
        return Features.layer("profile", in, fields, features);
    }

    /// The mean across the line.
    private double across(ArrayView band, double row, double col, double down, double right) {
        double length = Math.hypot(down, right);
        double stepRow = length == 0 ? 1 : right / length;
        double stepCol = length == 0 ? 0 : -down / length;
        double sum = 0;
        int count = 0;
        for (int k = 0; k < linewidth; k++) {
            double off = k - (linewidth - 1) / 2.0;
            double value = sample(band, row + off * stepRow, col + off * stepCol);
            sum += Double.isNaN(value) ? 0 : value;
            count += Double.isNaN(value) ? 0 : 1;
        }
        return sum / count;
    }

    private double sample(ArrayView band, double row, double col) {
        if (order == 0) {
            return at(band, (int) Math.rint(row), (int) Math.rint(col));
        }
        int r = (int) Math.floor(row);
        int c = (int) Math.floor(col);
        double down = row - r;
        double right = col - c;
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            double weight = ((k & 2) == 0 ? 1 - down : down) * ((k & 1) == 0 ? 1 - right : right);
            // A corner without weight may lie outside.
            sum += weight == 0 ? 0 : weight * at(band, r + (k >> 1), c + (k & 1));
        }
        return sum;
    }

    private static double at(ArrayView band, int row, int col) {
        boolean inside = row >= 0 && col >= 0 && row < band.size(0) && col < band.size(1);
        return inside ? band.get(row, col) : Double.NaN;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
