package dev.stampede.operators.segment;

import dev.stampede.kernels.segmentation.Flooding;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Features;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.Optional;

/// Basins of a relief: from the markers, pixels are flooded in the order of their height and take the label
/// they are reached from; among equal heights those reached first come first. Without markers every local
/// minimum is one, numbered row by row. With `compactness` above 0 the height of a pixel grows by that much per
/// pixel of distance from its marker, which makes basins rounder. NaN is outside and gets 0. Refuses more than
/// one band, and markers of another grid. Source: Vincent and Soille (1991), doi:10.1109/34.87344; Neubert and
/// Protzel (2014), doi:10.1109/ICPR.2014.181.
///
/// @param markers       file of labels on the same grid; local minima by default
/// @param connectivity  1 = over sides, 2 = over corners too
/// @param compactness   0
/// @param watershedLine whether pixels where basins meet get 0, and what such pixels enclose
public record Watershed(
        Optional<Path> markers,
        @Default("1") int connectivity,
        @Default("0.0") double compactness,
        @Default("false") boolean watershedLine)
        implements Operator<GeoRaster, GeoRaster> {
    public Watershed {
        Connectivity.require(connectivity);
        Require.that(compactness >= 0, "compactness", compactness, "0 or more");
    }

    /// From local minima.
    public Watershed() {
        this(Optional.empty(), 1, 0, false);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return markers.isPresent() ? flood(in, Features.beside(in, markers.get())) : flood(in, (int[]) null);
    }

    /// From markers at hand, a raster of labels on the same grid.
    public GeoRaster flood(GeoRaster relief, GeoRaster labels) {
        relief.requireSameExtent(labels);
        return flood(relief, Labels.of(Lines.only(labels, "the markers of Watershed")));
    }

    private GeoRaster flood(GeoRaster in, int[] labels) {
        var relief = Lines.all(Lines.only(in, "Watershed"));
        var flooding = new Flooding(connectivity == 2, compactness, watershedLine);
        var flooded = labels == null ? flooding.minima(in.height(), in.width(), relief) : labels;
        flooding.flood(in.height(), in.width(), relief, flooded);
        return Labels.raster(in, flooded);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("int32");
    }
}
