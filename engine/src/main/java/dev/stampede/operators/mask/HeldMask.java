package dev.stampede.operators.mask;

import dev.stampede.operators.core.Config;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.GeoRaster;

/// Gives a mask at hand, whatever the input of the same size. Cannot be stored.
public final class HeldMask implements Operator<GeoRaster, GeoRaster> {
    private final GeoRaster mask;

    public HeldMask(GeoRaster mask) {
        this.mask = mask;
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        if (mask.width() != in.width() || mask.height() != in.height()) {
            throw new OperatorTypeException("the mask is " + mask.values() + ", the raster " + in.values());
        }
        return mask;
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Config config() {
        return Config.of("mask", mask.values().toString());
    }
}
