package dev.stampede.operators.mask;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;

/// Marks land: the pixels whose centre lies in a polygon of a file of the user's, such as the land of Natural
/// Earth. The polygons are brought into the carrier's reference system; the first layer of the file counts.
///
/// @param source     vector file of land as polygons, with a reference system
/// @param allTouched whether every pixel land touches counts, false
public record LandMask(Path source, @Default("false") boolean allTouched) implements Operator<GeoRaster, GeoRaster> {
    /// @throws IllegalArgumentException if file or carrier have no reference system
    @Override
    public GeoRaster compute(GeoRaster in) {
        var layer = VectorMask.layer(source);
        return Burn.mask(in, VectorMask.inside(in, source, layer, _ -> true, allTouched), true);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
