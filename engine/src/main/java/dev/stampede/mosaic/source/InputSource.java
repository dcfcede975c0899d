package dev.stampede.mosaic.source;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.OptionalDouble;

/// An image as the stages see it: one number stands for no data in every band. Where bands of the file have
/// others they are replaced while reading, so that nothing after this knows of them.
public final class InputSource implements PixelSource {
    private final PixelSource image;
    private final RasterInfo info;
    private final double noData;
    private final boolean replace;

    /// @param image   closed with this
    /// @param noData  the number that stands for no data from here on
    /// @param replace whether the image's own numbers become that one
    public InputSource(PixelSource image, double noData, boolean replace) {
        this.image = image;
        this.noData = noData;
        this.replace = replace;
        this.info = DerivedSource.with(image.info(), image.dtype(), noData);
    }

    @Override
    public String name() {
        return image.name();
    }

    @Override
    public RasterInfo info() {
        return info;
    }

    @Override
    public void read(Window window, MemorySegment outPixels) throws IOException {
        image.read(window, outPixels);
        if (replace) {
            for (int band = 0; band < bands(); band++) {
                replace(image.info().noData().get(band), outPixels, band * window.pixels(), window.pixels());
            }
        }
    }

    @Override
    public void readFirstBand(Window window, MemorySegment outPixels) throws IOException {
        image.readFirstBand(window, outPixels);
        if (replace) {
            replace(image.info().noData().getFirst(), outPixels, 0, window.pixels());
        }
    }

    private void replace(OptionalDouble own, MemorySegment pixels, long at, long count) {
        boolean differs = own.isPresent() && own.getAsDouble() != noData;
        boolean holes = dtype().isFloating() && !Double.isNaN(noData);
        if (!differs && !holes) {
            return;
        }
        double old = own.orElse(Double.NaN);
        for (long p = at; p < at + count; p++) {
            double v = pixels.getAtIndex(MaskedMoments.F64, p);
            if (v == old || Double.isNaN(v)) {
                pixels.setAtIndex(MaskedMoments.F64, p, noData);
            }
        }
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
