package dev.stampede.mosaic.source;

import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;

/// A source with the grid of another.
public abstract class DerivedSource implements PixelSource {
    private final PixelSource source;
    private final String name;
    private final DType dtype;
    private final double noData;

    protected DerivedSource(PixelSource source, String name, DType dtype, double noData) {
        this.source = source;
        this.name = name;
        this.dtype = dtype;
        this.noData = noData;
    }

    protected final PixelSource source() {
        return source;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int width() {
        return source.width();
    }

    @Override
    public final int height() {
        return source.height();
    }

    @Override
    public final int bands() {
        return source.bands();
    }

    @Override
    public final Affine affine() {
        return source.affine();
    }

    @Override
    public final String crs() {
        return source.crs();
    }

    @Override
    public final DType dtype() {
        return dtype;
    }

    @Override
    public final double noData() {
        return noData;
    }
}
