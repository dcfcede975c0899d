package dev.stampede.mosaic.source;

import dev.stampede.io.raster.RasterFile;
import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalDouble;

/// A file. Where bands have other no-data values than the source's they are replaced while reading, so that
/// nothing after this knows of them.
public final class FileSource implements PixelSource, AutoCloseable {
    private final String name;
    private final RasterFile file;
    private final Affine affine;
    private final double noData;
    private final boolean replace;

    /// @param noData  the number that stands for no data from here on
    /// @param replace whether the file's own numbers become that one
    /// @throws IllegalArgumentException if the file does not say where it lies
    public FileSource(String name, RasterFile file, double noData, boolean replace) {
        this.name = name;
        this.file = file;
        this.noData = noData;
        this.replace = replace;
        this.affine = file.info()
                .affine()
                .orElseThrow(() -> new IllegalArgumentException(file.name() + ": has no geotransform"));
    }

    public RasterFile file() {
        return file;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int width() {
        return file.info().width();
    }

    @Override
    public int height() {
        return file.info().height();
    }

    @Override
    public int bands() {
        return file.info().bands();
    }

    @Override
    public Affine affine() {
        return affine;
    }

    @Override
    public String crs() {
        return file.info().crs();
    }

    @Override
    public DType dtype() {
        return file.info().dtype();
    }

    @Override
    public double noData() {
        return noData;
    }

    @Override
    public void read(Window window, Arena scratch, MemorySegment outPixels) throws IOException {
        int[] bands = new int[bands()];
        for (int band = 0; band < bands.length; band++) {
            bands[band] = band + 1;
        }
        file.read(window, bands, DType.FLOAT64, outPixels);
        if (replace) {
            for (int band = 0; band < bands.length; band++) {
                replace(file.info().noData().get(band), outPixels, band * window.pixels(), window.pixels());
            }
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
        file.close();
    }
}
