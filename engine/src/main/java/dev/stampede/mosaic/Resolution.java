package dev.stampede.mosaic;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.raster.Affine;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Which pixel size several images are brought to.
public enum Resolution {
    /// The smallest pixels.
    HIGHEST,
    /// The arithmetic mean.
    AVERAGE,
    /// The largest pixels.
    LOWEST;

    /// Width and height of a pixel, map units.
    public record PixelSize(double width, double height) {}

    /// The pixel size for images; width and height each on its own.
    public PixelSize of(List<RasterInfo> images) {
        return new PixelSize(pick(images, Affine::pixelWidth), pick(images, Affine::pixelHeight));
    }

    private double pick(List<RasterInfo> images, ToDoubleFunction<Affine> side) {
        var sides = images.stream()
                .map(info -> info.affine().orElseThrow())
                .mapToDouble(side)
                .summaryStatistics();
        return switch (this) {
            case HIGHEST -> sides.getMin();
            case AVERAGE -> sides.getAverage();
            case LOWEST -> sides.getMax();
        };
    }
}
