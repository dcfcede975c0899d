package dev.stampede.mosaic.source;

import dev.stampede.mosaic.PixelSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// The same image under another name.
public final class NamedSource extends DerivedSource {
    public NamedSource(PixelSource source, String name) {
        super(source, name, source.dtype(), source.noData());
    }

    @Override
    public void read(Window window, MemorySegment outPixels) throws IOException {
        source().read(window, outPixels);
    }

    @Override
    public void readFirstBand(Window window, MemorySegment outPixels) throws IOException {
        source().readFirstBand(window, outPixels);
    }
}
