package dev.stampede.operators.measure;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.kernels.segmentation.IsoLines;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Features;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Coordinate;

/// Lines of one level in map coordinates, by marching squares between the centres of pixels: a side between two
/// pixels is crossed where linear interpolation meets the level. A pixel of the level itself counts as below.
/// Squares of four pixels with a NaN are left out, so lines end there and at the border. Higher ground lies to
/// the left of a line where rows go south. Fields: `level`, and `closed`, whether a line is a ring. Refuses
/// more than one band. Source: Lorensen and Cline (1987), doi:10.1145/37402.37422.
///
/// @param level          the middle between the least and the largest value by default
/// @param fullyConnected where two opposite corners of a square are above the level, which pair is joined
public record FindContours(
        OptionalDouble level, @Default("\"low\"") Connected fullyConnected)
        implements Operator<GeoRaster, VectorLayer> {
    /// Which corners of a saddle are joined.
    public enum Connected {
        LOW,
        HIGH
    }

    public FindContours {
        Require.that(!Double.isNaN(level.orElse(0)), "level", level, "a number");
    }

    public FindContours(double level) {
        this(OptionalDouble.of(level), Connected.LOW);
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        var plane = Lines.only(in, "FindContours");
        var moments = BandStatistics.moments(plane);
        double at = level.orElse(moments.min() + (moments.max() - moments.min()) / 2);
        var fields = new LinkedHashMap<String, FieldType>();
        fields.put("level", FieldType.REAL);
        fields.put("closed", FieldType.TRUTH);
        var features = new ArrayList<VectorFeature>();
        boolean high = fullyConnected == Connected.HIGH;
        for (var line : IsoLines.of(in.height(), in.width(), Lines.all(plane), at, high)) {
            var places = new Coordinate[line.row().length];
            for (int i = 0; i < places.length; i++) {
                places[i] = Features.place(in, line.row()[i], line.col()[i]);
            }
            features.add(new VectorFeature(Features.line(places), Map.of("level", at, "closed", line.closed())));
        }
        return Features.layer("contours", in, fields, features);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
