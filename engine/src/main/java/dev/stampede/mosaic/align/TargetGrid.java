package dev.stampede.mosaic.align;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.mosaic.Resolution.PixelSize;
import dev.stampede.raster.Affine;

/// The grid an image is brought to.
///
/// @param affine where its pixels lie
/// @param width  columns
/// @param height rows
record TargetGrid(Affine affine, int width, int height) {
    /// @param targetPixels whether each edge moves to the nearest multiple of the pixel size, outwards where two
    ///                     are equally near; else the upper left corner stays and the size is rounded
    static TargetGrid of(RasterInfo image, PixelSize pixel, boolean targetPixels) {
        var bounds = image.bounds().orElseThrow();
        double width = pixel.width();
        double height = pixel.height();
        if (!targetPixels) {
            return new TargetGrid(
                    Affine.northUp(bounds.minX(), bounds.maxY(), width, height),
                    atLeastOne(bounds.width() / width),
                    atLeastOne(bounds.height() / height));
        }
        double left = Math.ceil(bounds.minX() / width - 0.5);
        double right = Math.floor(bounds.maxX() / width + 0.5);
        double bottom = Math.ceil(bounds.minY() / height - 0.5);
        double top = Math.floor(bounds.maxY() / height + 0.5);
        return new TargetGrid(
                Affine.northUp(left * width, top * height, width, height),
                atLeastOne(right - left),
                atLeastOne(top - bottom));
    }

    private static int atLeastOne(double pixels) {
        return (int) Math.max(1, Math.floor(pixels + 0.5));
    }
}
