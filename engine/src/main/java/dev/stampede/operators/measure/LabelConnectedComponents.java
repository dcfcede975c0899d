package dev.stampede.operators.measure;

import dev.stampede.kernels.morphology.EqualRegions;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;

/// Numbers the connected regions of equal values from 1, in the order in which they are first met row by row.
/// The background and NaN get 0. The result is `int32` with fill 0. Refuses more than one band. Source:
/// Rosenfeld and Pfaltz (1966), doi:10.1145/321356.321357.
///
/// @param connectivity 1 = over sides, 2 = over corners too
/// @param background   value that belongs to no region, 0; NaN: there is none
public record LabelConnectedComponents(
        @Default("1") int connectivity, @Default("0.0") double background) implements Operator<GeoRaster, GeoRaster> {
    public LabelConnectedComponents {
        Require.that(connectivity == 1 || connectivity == 2, "connectivity", connectivity, "1 (sides) or 2 (corners)");
    }

    public LabelConnectedComponents() {
        this(1, 0);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var values = Lines.all(Lines.only(in, "LabelConnectedComponents"));
        var regions = EqualRegions.of(in.height(), in.width(), values, background, connectivity == 2);
        return Labels.raster(in, regions.labels());
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("int32");
    }
}
