package dev.stampede.operators.viz;

import dev.stampede.operators.core.Require;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Lines and areas drawn on pictures with smooth edges. A pixel is a unit square: the centre of the first one is at
/// (0.5, 0.5).
final class Drawing {
    private Drawing() {}

    /// @throws IllegalArgumentException unless there are red, green, blue and perhaps opacity of 0 to 255
    static List<Integer> requireColor(String name, List<Integer> color) {
        boolean fine = (color.size() == 3 || color.size() == 4)
                && color.stream().allMatch(level -> level >= 0 && level <= 255);
        Require.that(fine, name, color, "red, green, blue and perhaps opacity, 0 to 255");
        return List.copyOf(color);
    }

    static Color color(List<Integer> levels) {
        return new Color(levels.get(0), levels.get(1), levels.get(2), levels.size() > 3 ? levels.get(3) : 255);
    }

    /// The picture with something drawn over it; three bands, or four where it has opacity.
    static GeoRaster over(GeoRaster picture, Consumer<Graphics2D> drawing) {
        Pictures.require(picture);
        var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            drawing.accept(graphics);
        } finally {
            graphics.dispose();
        }
        return new Overlay(Overlay.Mode.ALPHA, 1)
                .compute(picture, picture.rewrap(bands(image), OptionalDouble.empty()));
    }

    private static ArrayView bands(BufferedImage image) {
        var bands = RasterMemory.allocate(DType.UINT8, 4, image.getHeight(), image.getWidth());
        var pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int row = 0, i = 0; row < image.getHeight(); row++) {
            for (int col = 0; col < image.getWidth(); col++, i++) {
                for (int channel = 0; channel < 3; channel++) {
                    Pictures.set(bands, channel, row, col, pixels[i] >> 16 - 8 * channel & 0xFF);
                }
                Pictures.set(bands, 3, row, col, pixels[i] >>> 24);
            }
        }
        return bands;
    }
}
