package dev.stampede.operators.radiometry;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalDouble;

/// Atmospheric correction by name. There is one, [DOS1].
///
/// @param method         `dos1`
/// @param darkPercentile percent, 1
/// @param aod            aerosol optical depth; kept, not used by `dos1`
public record SimpleAtmosphericCorrection(
        @Default("\"dos1\"") String method, @Default("1.0") double darkPercentile, OptionalDouble aod)
        implements Operator<GeoRaster, GeoRaster> {
    public SimpleAtmosphericCorrection {
        Require.that(method.equals("dos1"), "method", method, "dos1");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return new DOS1(darkPercentile).compute(in);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return new DOS1(darkPercentile).outputSignature(in);
    }
}
