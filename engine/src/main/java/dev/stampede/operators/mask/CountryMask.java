package dev.stampede.operators.mask;

import dev.stampede.io.vector.VectorFeature;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;

/// Marks the pixels of a country whose centre lies in its polygons in a file of the user's, such as the
/// countries of Natural Earth. The polygons are brought into the carrier's reference system; the first layer of
/// the file counts.
///
/// @param source     vector file of countries as polygons, with a reference system
/// @param isoA3      code of the country, in any case: `ITA`
/// @param column     column of the codes, ISO_A3
/// @param allTouched whether every pixel the country touches counts, false
/// @param inside     whether pixels inside are true, else those outside; true
public record CountryMask(
        Path source,
        String isoA3,
        @Default("\"ISO_A3\"") String column,
        @Default("false") boolean allTouched,
        @Default("true") boolean inside)
        implements Operator<GeoRaster, GeoRaster> {
    /// @throws IllegalArgumentException if the code is empty
    public CountryMask {
        Require.that(!isoA3.isBlank(), "iso_a3", isoA3, "the code of a country");
    }

    /// @throws IllegalArgumentException if the file has no such column or country, or no reference system
    @Override
    public GeoRaster compute(GeoRaster in) {
        var layer = VectorMask.layer(source);
        Require.that(
                layer.fields().containsKey(column),
                "column",
                column,
                "a column of " + source + ": " + layer.fields().keySet());
        boolean found = layer.features().stream().anyMatch(this::isIt);
        Require.that(found, "iso_a3", isoA3, "a value of column " + column + " of " + source);
        return Burn.mask(in, VectorMask.inside(in, source, layer, this::isIt, allTouched), inside);
    }

    private boolean isIt(VectorFeature feature) {
        return feature.fields().get(column) instanceof String code
                && code.strip().equalsIgnoreCase(isoA3.strip());
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
