package dev.stampede.operators.restore;

import dev.stampede.linalg.SmallMatrix;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// From components back to bands, with the attribute `mnf` that [MNF] left: `out = m + (E D^(1/2) V) y`,
/// components that are not given or not used count as 0, which takes their noise out. All components used give
/// the bands of before, to rounding. The result is `float64`; names and wavelengths of the bands come back. NaN
/// in a used component gives NaN. Refuses rasters without the attribute.
///
/// @param nComponents how many of the first components are used; all that are given by default
public record InverseMNF(OptionalInt nComponents) implements Operator<GeoRaster, GeoRaster> {
    public InverseMNF {
        Require.that(nComponents.orElse(1) >= 1, "n_components", nComponents, "1 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var bands = BandCovariance.bands(in, "InverseMNF");
        if (!(in.attributes().get(MNF.ATTRIBUTE).orElse(null) instanceof Map<?, ?> record)) {
            throw new OperatorTypeException("InverseMNF needs the attribute mnf, which MNF writes; the raster has "
                    + in.attributes().values().keySet());
        }
        var means = numbers(record.get("mean"));
        var rows = (List<?>) record.get("back");
        int given = numbers(rows.getFirst()).length;
        int used = nComponents.orElse(given);
        Require.that(used <= given, "n_components", used, "no more than the " + given + " components given");
        if (bands.size() != given) {
            throw new OperatorTypeException("the attribute mnf speaks of " + given + " components, the raster has "
                    + bands.size() + " bands; keep all bands that MNF gave");
        }
        var back = new SmallMatrix(means.length, used);
        for (int r = 0; r < means.length; r++) {
            var row = numbers(rows.get(r));
            for (int k = 0; k < used; k++) {
                back.set(r, k, row[k]);
            }
        }
        var out = RasterMemory.allocate(DType.FLOAT64, means.length, in.height(), in.width());
        new BandTransform(new double[used], back, means).apply(bands.subList(0, used), Lines.planes(out));
        var attributes = in.attributes().withBandNames(List.of()).without(MNF.ATTRIBUTE);
        for (var key : MNF.OF_BANDS) {
            attributes = record.containsKey(key) ? attributes.with(key, record.get(key)) : attributes;
        }
        return in.rewrap(out).withAttributes(attributes);
    }

    private static double[] numbers(Object list) {
        return ((List<?>) list)
                .stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.isKnown() ? in.withDtype("float64").replaceDims(Map.of("band", OptionalLong.empty())) : in;
    }
}
