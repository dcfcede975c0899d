package dev.stampede.mosaic.local;

import dev.stampede.kernels.matching.BlockCorrection;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.source.DerivedSource;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.mosaic.source.TileScratch;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// An image with its block correction applied.
public final class LocalSource extends DerivedSource {
    /// What local matching appends to names.
    public static final String SUFFIX = "_Local";

    private final BlockMap parameters;
    private final BlockCorrection.Formula formula;
    private final NoData empty;
    private final boolean firstBandDecides;
    private final BlockCorrection blocks;
    private final GainOffset conversion;

    /// @param parameters       per band and block, see [CorrectionMethod]
    /// @param empty            the no-data value of the result, and what protects results from it
    /// @param firstBandDecides whether a pixel without data in band 1 has none in any
    public LocalSource(
            PixelSource source,
            BlockMap parameters,
            BlockCorrection.Formula formula,
            DType dtype,
            NoData empty,
            boolean firstBandDecides,
            MatchingKernels kernels) {
        super(source, source.name() + SUFFIX, dtype, empty.value());
        this.parameters = parameters;
        this.formula = formula;
        this.empty = empty;
        this.firstBandDecides = firstBandDecides;
        this.blocks = kernels.blocks();
        this.conversion = kernels.gainOffset();
    }

    @Override
    public void read(Window window, MemorySegment outPixels) throws IOException {
        int pixels = Math.toIntExact(window.pixels());
        try (var scratch = TileScratch.open()) {
            read(window, scratch, pixels, outPixels);
        }
    }

    private void read(Window window, TileScratch scratch, int pixels, MemorySegment outPixels) throws IOException {
        var before = scratch.allocate(bytes(window), Double.BYTES);
        source().read(window, before);
        var exponents = new Plane(scratch.allocate(window.pixels() * Double.BYTES, Double.BYTES), 0, pixels);
        double[] s = blockCols(window);
        double[] t = blockRows(window);
        var grid = parameters.grid();
        for (int band = 0; band < bands(); band++) {
            var value = new Plane(before, (long) band * pixels, pixels);
            var out = new Plane(outPixels, (long) band * pixels, pixels);
            blocks.interpolate(parameters.values().get(band), grid.rows(), grid.cols(), s, t, exponents);
            blocks.apply(value, exponents, pixels, formula, out);
            var decides = firstBandDecides ? new Plane(before, 0, pixels) : value;
            conversion.finish(decides, pixels, empty, range(), out);
        }
    }

    private double[] blockCols(Window window) {
        double[] s = new double[window.width()];
        var grid = parameters.grid();
        for (int i = 0; i < s.length; i++) {
            s[i] = (affine().x(window.col() + i + 0.5, 0) - grid.canvas().minX()) / grid.blockWidth() - 0.5;
        }
        return s;
    }

    private double[] blockRows(Window window) {
        double[] t = new double[window.height()];
        var grid = parameters.grid();
        for (int i = 0; i < t.length; i++) {
            t[i] = (grid.canvas().maxY() - affine().y(0, window.row() + i + 0.5)) / grid.blockHeight() - 0.5;
        }
        return t;
    }
}
