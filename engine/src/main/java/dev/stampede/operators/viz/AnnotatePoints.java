package dev.stampede.operators.viz;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import java.awt.geom.Ellipse2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Draws disks around places on a picture; those outside of it do not show. Places are brought into the carrier's
/// reference system. The picture is `uint8` with 1, 3 or 4 bands; the result has three, or four where the
/// picture has opacity.
///
/// @param points x and y of each
/// @param crs    their system; that of the carrier by default
/// @param color  red, green, blue and perhaps opacity; red
/// @param radius pixels, above 0, 3
public record AnnotatePoints(
        List<List<Double>> points,
        Optional<String> crs,
        @Default("[255, 0, 0]") List<Integer> color,
        @Default("3.0") double radius)
        implements Operator<GeoRaster, GeoRaster> {
    /// @throws IllegalArgumentException if a point has not two numbers, the colour is none, or the radius not
    /// above 0
    public AnnotatePoints {
        points = points.stream().map(List::copyOf).toList();
        color = Drawing.requireColor("color", color);
        Require.that(points.stream().allMatch(point -> point.size() == 2), "points", points, "x and y of each");
        Require.that(radius > 0, "radius", radius, "pixels above 0");
    }

    /// @throws IllegalArgumentException if the input is no picture
    @Override
    public GeoRaster compute(GeoRaster in) {
        var x = points.stream().mapToDouble(List::getFirst).toArray();
        var y = points.stream().mapToDouble(List::getLast).toArray();
        try {
            Reprojection.transform(x, y, crs.map(Crs::new).orElse(in.crs()), in.crs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var inverse = in.affine().inverse();
        return Drawing.over(in, graphics -> {
            graphics.setColor(Drawing.color(color));
            for (int i = 0; i < x.length; i++) {
                double col = inverse.x(x[i], y[i]);
                double row = inverse.y(x[i], y[i]);
                graphics.fill(new Ellipse2D.Double(col - radius, row - radius, 2 * radius, 2 * radius));
            }
        });
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
