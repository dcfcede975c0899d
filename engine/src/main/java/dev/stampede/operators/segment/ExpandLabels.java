package dev.stampede.operators.segment;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.NearestPixel;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;

/// Grows labels into the background: a pixel of label 0 takes that of the nearest labelled pixel within
/// `distance`, centre to centre in pixels; of several equally near one, the same in every run. Labels never
/// grow over each other. NaN counts as 0. Refuses more than one band and values that are no labels.
///
/// @param distance pixels, 1
public record ExpandLabels(@Default("1.0") double distance) implements Operator<GeoRaster, GeoRaster> {
    public ExpandLabels {
        Require.that(distance >= 0, "distance", distance, "0 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var labels = Labels.of(Lines.only(in, "ExpandLabels"));
        var known = Bits.empty(in.height(), in.width());
        for (int i = 0; i < labels.length; i++) {
            known.flags()[i] = (byte) (labels[i] != 0 ? 1 : 0);
        }
        var nearest = NearestPixel.of(known, 1, 1);
        for (int i = 0; i < labels.length; i++) {
            boolean any =
                    nearest.index()[i] >= 0; // no label at all is infinitely far, which an infinite distance reaches
            if (any && labels[i] == 0 && Math.sqrt(nearest.squared()[i]) <= distance) {
                labels[i] = labels[nearest.index()[i]];
            }
        }
        return Labels.raster(in, labels);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("int32");
    }
}
