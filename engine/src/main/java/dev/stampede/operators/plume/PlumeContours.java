package dev.stampede.operators.plume;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.OptionalDouble;

/// The plumes of a mask numbered from 1 in the order in which they are met row by row, 0 elsewhere: `int32`,
/// fill 0. Parts of fewer than `minArea` pixels are 0, the others numbered without gaps.
///
/// @param connectivity 4 or 8 neighbours, 8
/// @param minArea      pixels, 0
public record PlumeContours(
        @Default("8") int connectivity, @Default("0") int minArea) implements Operator<GeoRaster, GeoRaster> {
    public PlumeContours {
        Enhancement.requireConnectivity(connectivity);
        Require.that(minArea >= 0, "min_area", minArea, "0 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var parts = Enhancement.parts(Flags.of(Enhancement.of(in)), connectivity);
        var number = new int[parts.count() + 1];
        int next = 1;
        for (int label = 1; label <= parts.count(); label++) {
            number[label] = parts.sizes()[label] >= minArea ? next++ : 0;
        }
        var out = RasterMemory.allocate(DType.INT32, in.height(), in.width());
        for (int i = 0; i < parts.labels().length; i++) {
            out.set(number[parts.labels()[i]], i / in.width(), i % in.width());
        }
        return in.rewrap(out, OptionalDouble.of(0));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
