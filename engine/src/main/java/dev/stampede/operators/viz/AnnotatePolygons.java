package dev.stampede.operators.viz;

import dev.stampede.io.raster.Burning;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Polygon;

/// Draws geometries on a picture: outlines, and areas where a colour for them is given. They are brought into the
/// carrier's reference system. The picture is `uint8` with 1, 3 or 4 bands; the result has three, or four where the
/// picture has opacity.
///
/// @param geometries WKT: polygons, lines, or collections of them
/// @param crs        their system; that of the carrier by default
/// @param color      of outlines, red, green, blue and perhaps opacity; red
/// @param width      of outlines, pixels, 1; 0 for none
/// @param fillColor  of areas; none by default
public record AnnotatePolygons(
        List<String> geometries,
        Optional<String> crs,
        @Default("[255, 0, 0]") List<Integer> color,
        @Default("1.0") double width,
        Optional<List<Integer>> fillColor)
        implements Operator<GeoRaster, GeoRaster> {
    /// @throws IllegalArgumentException if a colour is none, or the width negative
    public AnnotatePolygons {
        geometries = List.copyOf(geometries);
        color = Drawing.requireColor("color", color);
        fillColor = fillColor.map(levels -> Drawing.requireColor("fill_color", levels));
        Require.that(width >= 0, "width", width, "0 or more pixels");
    }

    /// @throws IllegalArgumentException if a text is no geometry, or the input no picture
    @Override
    public GeoRaster compute(GeoRaster in) {
        var shapes = new ArrayList<Path2D>();
        var areas = new ArrayList<Path2D>();
        for (var text : geometries) {
            try {
                var from = crs.map(Crs::new).orElse(in.crs());
                collect(Burning.inPixels(text, from, in.affine(), in.crs()), shapes, areas);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Drawing.over(in, graphics -> {
            fillColor.ifPresent(levels -> {
                graphics.setColor(Drawing.color(levels));
                areas.forEach(graphics::fill);
            });
            if (width > 0) {
                graphics.setColor(Drawing.color(color));
                graphics.setStroke(new BasicStroke((float) width));
                shapes.forEach(graphics::draw);
            }
        });
    }

    private static void collect(Geometry geometry, List<Path2D> outShapes, List<Path2D> outAreas) {
        switch (geometry) {
            case GeometryCollection several -> {
                for (int i = 0; i < several.getNumGeometries(); i++) {
                    collect(several.getGeometryN(i), outShapes, outAreas);
                }
            }
            case Polygon polygon -> {
                var path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
                append(path, polygon.getExteriorRing().getCoordinates());
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    append(path, polygon.getInteriorRingN(hole).getCoordinates());
                }
                outShapes.add(path);
                outAreas.add(path);
            }
            default -> {
                var path = new Path2D.Double();
                append(path, geometry.getCoordinates());
                outShapes.add(path);
            }
        }
    }

    /// @param points x = col, y = -row
    private static void append(Path2D path, Coordinate[] points) {
        for (int i = 0; i < points.length; i++) {
            if (i == 0) {
                path.moveTo(points[i].x, -points[i].y);
            } else if (i == points.length - 1 && points[i].equals2D(points[0])) {
                path.closePath();
            } else {
                path.lineTo(points[i].x, -points[i].y);
            }
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
