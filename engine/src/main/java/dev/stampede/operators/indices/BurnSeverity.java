package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.OptionalDouble;

/// Classes of burn severity: how many edges are at most the change of the burn ratio, 0 = unburned. A value
/// on an edge belongs to the class above it. The result is `uint8` with `nanClass` as fill value.
///
/// @param edges    ascending; 0.10, 0.27, 0.44, 0.66 (Key and Benson 2006)
/// @param nanClass class of NaN, 255
public record BurnSeverity(
        @Default("[0.1, 0.27, 0.44, 0.66]") List<Double> edges,
        @Default("255") int nanClass) implements Operator<GeoRaster, GeoRaster>, Bandwise {
    public BurnSeverity {
        edges = List.copyOf(edges);
        for (int i = 1; i < edges.size(); i++) {
            Require.that(edges.get(i) > edges.get(i - 1), "edges", edges, "ascending numbers");
        }
        Require.that(!edges.isEmpty() && edges.size() < 255, "edges", edges, "1 to 254 numbers");
        Require.that(nanClass >= 0 && nanClass <= 255, "nan_class", nanClass, "0 to 255");
    }

    public BurnSeverity() {
        this(List.of(0.10, 0.27, 0.44, 0.66), 255);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var change = Expression.input(0);
        Expression sum = change.reaches(edges.getFirst());
        for (double edge : edges.subList(1, edges.size())) {
            sum = sum.plus(change.reaches(edge));
        }
        var formula = change.apply(Expression.UnaryOp.IS_NAN).choose(Expression.number(nanClass), sum);
        // Double precision: the edges are decimal numbers, and a value on an edge counts.
        var classes = RasterMemory.allocate(DType.UINT8, in.shape());
        Pixels.evaluateInto(formula, Precision.DOUBLE, List.of(in.values()), classes);
        return in.rewrap(classes, OptionalDouble.of(nanClass));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("uint8");
    }
}
