package dev.stampede.mosaic.source;

import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A source whose pixels outside a region are no data.
public final class MaskedSource extends DerivedSource {
    /// Which pixels belong to a region.
    @FunctionalInterface
    public interface Region {
        /// Fills `height x width` bytes, 1 inside and 0 outside.
        void fill(Window window, byte[] outInside);
    }

    private final Region region;
    private final boolean outside;

    /// @param outside whether the pixels outside are kept instead of those inside
    public MaskedSource(PixelSource source, Region region, boolean outside) {
        super(source, source.name(), source.dtype(), source.noData());
        this.region = region;
        this.outside = outside;
    }

    @Override
    public void read(Window window, MemorySegment outPixels) throws IOException {
        source().read(window, outPixels);
        var inside = new byte[Math.toIntExact(window.pixels())];
        region.fill(window, inside);
        for (int band = 0; band < bands(); band++) {
            long at = band * window.pixels();
            for (int p = 0; p < inside.length; p++) {
                if (inside[p] == 0 != outside) {
                    outPixels.setAtIndex(MaskedMoments.F64, at + p, noData());
                }
            }
        }
    }
}
