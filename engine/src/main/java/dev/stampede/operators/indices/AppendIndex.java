package dev.stampede.operators.indices;

import dev.stampede.operators.core.Key;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Slice;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Computes an index and appends it as the last band. The type is the wider of both; where all bands have
/// names, the name of the index joins them.
///
/// @param index gives one value per pixel
public record AppendIndex(@Key("index_op") Operator<GeoRaster, GeoRaster> index)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    @Override
    public boolean isPixelwise() {
        return Pixelwise.obstacle(index).isEmpty();
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        if (in.rank() != 3) {
            throw new OperatorTypeException("an index is appended to bands, rows and columns, not to " + in.values());
        }
        ArrayView added = index.apply(in).values();
        boolean same = in.dtype() == added.dtype();
        var type = same ? in.dtype() : Pixels.resultType(List.of(in.values(), added));
        var out = RasterMemory.allocate(type, in.bands() + 1, in.height(), in.width());
        out.slice(0, Slice.range(0, in.bands())).copyFrom(in.values());
        out.select(0, in.bands()).copyFrom(added);
        var names = in.attributes().bandNames(in.bands());
        var attributes =
                names.isEmpty() ? in.attributes() : in.attributes().withBandNames(joined(names.get(), index.name()));
        return in.withAttributes(attributes).rewrap(out);
    }

    private static List<String> joined(List<String> names, String last) {
        var all = new ArrayList<>(names);
        all.add(last);
        return all;
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        var needed = (BitSet) wanted.clone();
        if (needed.get(in.bands())) {
            needed.clear(in.bands());
            needed.or(Pixelwise.bandsNeeded(index, in));
        }
        return needed;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
