package dev.stampede.operators.plume;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalDouble;

/// Keeps the plumes of a mask whose shape lies within limits, all inclusive:
///
///     elongation = major axis / minor axis of the ellipse of equal second moments
///     extent     = area / area of the rows and columns it spans
///     area       = pixels times the area of one, square metres
///
/// A limit not given lets all through. Plumes are long; roads are longer, fields of bright soil are round.
///
/// @param minElongation least ratio of axes
/// @param maxElongation largest ratio of axes
/// @param minExtent     least share of the box
/// @param maxExtent     largest share of the box
/// @param minArea       square metres
/// @param maxArea       square metres
/// @param connectivity  4 or 8 neighbours, 8
public record PlumeShapeFilter(
        OptionalDouble minElongation,
        OptionalDouble maxElongation,
        OptionalDouble minExtent,
        OptionalDouble maxExtent,
        OptionalDouble minArea,
        OptionalDouble maxArea,
        @Default("8") int connectivity)
        implements Operator<GeoRaster, GeoRaster> {
    public PlumeShapeFilter {
        requireOrder("min_elongation", minElongation, maxElongation);
        requireOrder("min_extent", minExtent, maxExtent);
        requireOrder("min_area", minArea, maxArea);
        Enhancement.requireConnectivity(connectivity);
    }

    private static void requireOrder(String name, OptionalDouble min, OptionalDouble max) {
        boolean ordered = min.isEmpty() || max.isEmpty() || min.getAsDouble() <= max.getAsDouble();
        Require.that(ordered, name, min, "at most the upper limit " + max);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var parts = Enhancement.parts(Flags.of(Enhancement.of(in)), connectivity);
        var shapes = Shape.of(parts, in.affine());
        var kept = new boolean[shapes.length];
        for (int label = 1; label < shapes.length; label++) {
            var shape = shapes[label];
            kept[label] = within(shape.majorAxis() / shape.minorAxis(), minElongation, maxElongation)
                    && within(shape.area() / shape.boxArea(), minExtent, maxExtent)
                    && within(shape.area(), minArea, maxArea);
        }
        var out = Bits.empty(in.height(), in.width());
        for (int i = 0; i < out.flags().length; i++) {
            out.flags()[i] = (byte) (kept[parts.labels()[i]] ? 1 : 0);
        }
        return Flags.mask(in, out);
    }

    private static boolean within(double value, OptionalDouble min, OptionalDouble max) {
        return (min.isEmpty() || value >= min.getAsDouble()) && (max.isEmpty() || value <= max.getAsDouble());
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
