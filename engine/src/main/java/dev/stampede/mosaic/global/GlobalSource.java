package dev.stampede.mosaic.global;

import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.source.DerivedSource;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// An image with gain and offset applied: `no data` where the pixel is, else scale x + offset in double
/// precision, converted once.
public final class GlobalSource extends DerivedSource {
    /// What global matching appends to names.
    public static final String SUFFIX = "_Global";

    private final List<Adjustment> adjustments;
    private final GainOffset kernel;
    private final NoData empty;

    /// @param empty the no-data value of the result, and what protects results from it
    public GlobalSource(
            PixelSource source, List<Adjustment> adjustments, DType dtype, NoData empty, GainOffset kernel) {
        super(source, source.name() + SUFFIX, dtype, empty.value());
        this.adjustments = List.copyOf(adjustments);
        this.kernel = kernel;
        this.empty = empty;
    }

    @Override
    public void read(Window window, MemorySegment outPixels) throws IOException {
        source().read(window, outPixels);
        int pixels = Math.toIntExact(window.pixels());
        for (int band = 0; band < bands(); band++) {
            var plane = new Plane(outPixels, (long) band * pixels, pixels);
            var adjustment = adjustments.get(band);
            kernel.apply(plane, pixels, adjustment.scale(), adjustment.offset(), empty, range(), plane);
        }
    }
}
