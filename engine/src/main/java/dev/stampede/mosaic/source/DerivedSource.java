package dev.stampede.mosaic.source;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.util.Collections;
import java.util.OptionalDouble;

/// A source with the grid of another, which it closes.
public abstract class DerivedSource implements PixelSource {
    private final PixelSource source;
    private final String name;
    private final RasterInfo info;

    protected DerivedSource(PixelSource source, String name, DType dtype, double noData) {
        this.source = source;
        this.name = name;
        this.info = with(source.info(), dtype, noData);
    }

    /// The same grid with pixels of a type and one no-data value.
    static RasterInfo with(RasterInfo info, DType dtype, double noData) {
        return new RasterInfo(
                info.width(),
                info.height(),
                dtype,
                info.affine(),
                info.crs(),
                Collections.nCopies(info.bands(), OptionalDouble.of(noData)),
                info.bandNames(),
                info.blockWidth(),
                info.blockHeight());
    }

    protected final PixelSource source() {
        return source;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final RasterInfo info() {
        return info;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
