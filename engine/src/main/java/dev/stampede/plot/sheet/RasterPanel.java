package dev.stampede.plot.sheet;

import dev.stampede.plot.ColorMap;
import dev.stampede.plot.Ticks;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntBinaryOperator;

/// A raster as a picture, with a bar of colours or a legend beside it, a scale in metres where its pixels
/// have a size on the ground, and marks on top.
public final class RasterPanel implements Panel {
    /// A class of pixels.
    ///
    /// @param value in the raster
    /// @param label in the legend
    /// @param color `0xRRGGBB`
    public record Class(int value, String label, int color) {}

    private sealed interface Key {
        record None() implements Key {}

        record Bar(ColorMap colors, double low, double high, String unit) implements Key {}

        record Legend(List<Class> classes) implements Key {}
    }

    private static final int NO_DATA = 0xE4E4E4;
    private static final int MOST_PIXELS = 2048; // of a side of the picture that is drawn from
    private static final double BAR_SIDE = 0.2; // of the width, for a bar
    private static final double LEGEND_SIDE = 0.27;

    private final String title;
    private final BufferedImage picture;
    private final int width;
    private final int height;
    private final double pixelMetres;
    private final Key key;
    private final List<Mark> marks;
    private final double side;

    private RasterPanel(
            String title,
            BufferedImage picture,
            int width,
            int height,
            double pixelMetres,
            Key key,
            List<Mark> marks,
            double side) {
        this.title = title;
        this.picture = picture;
        this.width = width;
        this.height = height;
        this.pixelMetres = pixelMetres;
        this.key = key;
        this.marks = List.copyOf(marks);
        this.side = side;
    }

    /// Colours as they are: three bands of bytes, or one of greys.
    /// @throws IllegalArgumentException for other rasters
    public static RasterPanel picture(String title, GeoRaster bytes) {
        if (bytes.dtype() != DType.UINT8 || bytes.rank() > 3 || bytes.bands() == 2 || bytes.bands() > 4) {
            throw new IllegalArgumentException("a picture is 1, 3 or 4 bands of uint8, this is " + bytes.values());
        }
        int bands = bytes.bands();
        var red = bytes.band(0);
        var green = bytes.band(bands == 1 ? 0 : 1);
        var blue = bytes.band(bands == 1 ? 0 : 2);
        return of(
                title,
                bytes,
                new Key.None(),
                (row, col) ->
                        (int) red.get(row, col) << 16 | (int) green.get(row, col) << 8 | (int) blue.get(row, col));
    }

    /// Values of one band through a colour map; NaN grey.
    public static RasterPanel values(
            String title, GeoRaster raster, ColorMap colors, double low, double high, String unit) {
        ArrayView band = raster.band(0);
        return of(title, raster, new Key.Bar(colors, low, high, unit), (row, col) -> {
            double value = band.get(row, col);
            return Double.isNaN(value) ? NO_DATA : colors.of(value, low, high);
        });
    }

    /// Classes of one band with a legend; values of no class grey.
    public static RasterPanel classes(String title, GeoRaster raster, List<Class> classes) {
        ArrayView band = raster.band(0);
        return of(title, raster, new Key.Legend(List.copyOf(classes)), (row, col) -> {
            double value = band.get(row, col);
            for (var type : classes) {
                if (type.value() == value) {
                    return type.color();
                }
            }
            return NO_DATA;
        });
    }

    /// An empty field of so many pixels to put marks on, with the marks' legend.
    public static RasterPanel blank(String title, int width, int height, List<Class> legend) {
        var picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, 0xF7F7F5);
        Key key = legend.isEmpty() ? new Key.None() : new Key.Legend(List.copyOf(legend));
        return new RasterPanel(title, picture, width, height, 0, key, List.of(), side(key));
    }

    private static RasterPanel of(String title, GeoRaster raster, Key key, IntBinaryOperator color) {
        int step = Math.max(1, Math.ceilDiv(Math.max(raster.width(), raster.height()), MOST_PIXELS));
        int cols = Math.ceilDiv(raster.width(), step);
        int rows = Math.ceilDiv(raster.height(), step);
        var picture = new BufferedImage(cols, rows, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                picture.setRGB(col, row, color.applyAsInt(row * step, col * step));
            }
        }
        double metres = raster.crs().isNone() || raster.affine().pixelWidth() < 0.01
                ? 0
                : raster.affine().pixelWidth();
        return new RasterPanel(title, picture, raster.width(), raster.height(), metres, key, List.of(), side(key));
    }

    /// The same with marks on top, in order.
    public RasterPanel with(Mark... more) {
        return new RasterPanel(title, picture, width, height, pixelMetres, key, List.of(more), side);
    }

    @Override
    public String title() {
        return title;
    }

    private static double side(Key key) {
        return switch (key) {
            case Key.None none -> 0;
            case Key.Bar bar -> BAR_SIDE;
            case Key.Legend legend -> LEGEND_SIDE;
        };
    }

    /// Share of the width that bar or legend take.
    double side() {
        return side;
    }

    /// The same with at least so much room beside it, so that the rasters of a sheet are of one size.
    RasterPanel withSide(double share) {
        return new RasterPanel(title, picture, width, height, pixelMetres, key, marks, Math.max(side, share));
    }

    private int pictureWidth(int panelWidth) {
        return (int) (panelWidth * (1 - side));
    }

    @Override
    public int height(int panelWidth, double fontSize) {
        double aspect = Math.clamp((double) height / width, 0.2, 3);
        return (int) Math.round(pictureWidth(panelWidth) * aspect);
    }

    @Override
    public void draw(Graphics2D g, Rectangle box, double font) {
        int w = pictureWidth(box.width);
        int h = Math.min(box.height, height(box.width, font));
        var frame = new Rectangle(box.x, box.y, w, h);
        boolean shrinks = picture.getWidth() > w;
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                shrinks
                        ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
                        : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(picture, frame.x, frame.y, w, h, null);
        var clip = g.getClip();
        g.clip(frame);
        for (var mark : marks) {
            mark.draw(g, frame.x, frame.y, (double) w / width, (double) h / height);
        }
        if (pixelMetres > 0) {
            scale(g, frame, font);
        }
        g.setClip(clip);
        g.setColor(Sheet.INK);
        g.setStroke(new java.awt.BasicStroke(1));
        g.draw(frame);
        switch (key) {
            case Key.None none -> {}
            case Key.Bar bar -> bar(g, bar, frame, font);
            case Key.Legend legend -> legend(g, legend, frame, box, font);
        }
    }

    private void scale(Graphics2D g, Rectangle frame, double font) {
        double metresPerPixel = pixelMetres * width / frame.width;
        double wanted = metresPerPixel * frame.width / 5;
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double length = power * (wanted / power >= 5 ? 5 : wanted / power >= 2 ? 2 : 1);
        int pixels = (int) Math.round(length / metresPerPixel);
        String text = length >= 1000 ? (long) (length / 1000) + " km" : (long) length + " m";
        g.setFont(Sheet.font(Font.PLAIN, 0.85 * font));
        var metrics = g.getFontMetrics();
        int pad = (int) (0.4 * font);
        int boxWidth = Math.max(pixels, metrics.stringWidth(text)) + 2 * pad;
        int boxHeight = metrics.getHeight() + 2 * pad;
        int x = frame.x + pad;
        int y = frame.y + frame.height - boxHeight - pad;
        g.setColor(new Color(255, 255, 255, 205));
        g.fillRect(x, y, boxWidth, boxHeight);
        g.setColor(Sheet.INK);
        g.fillRect(x + (boxWidth - pixels) / 2, y + boxHeight - pad - 1, pixels, 3);
        g.drawString(text, x + (boxWidth - metrics.stringWidth(text)) / 2, y + pad / 2 + metrics.getAscent());
    }

    private static void bar(Graphics2D g, Key.Bar bar, Rectangle frame, double font) {
        int x = frame.x + frame.width + (int) (0.7 * font);
        int w = (int) (1.1 * font);
        int top = frame.y + (int) (1.5 * font);
        int h = frame.height - (int) (2 * font);
        for (int i = 0; i < h; i++) {
            double value = bar.high() - (i + 0.5) / h * (bar.high() - bar.low());
            g.setColor(new Color(bar.colors().of(value, bar.low(), bar.high())));
            g.fillRect(x, top + i, w, 1);
        }
        g.setColor(Sheet.INK);
        g.drawRect(x, top, w, h);
        g.setFont(Sheet.font(Font.PLAIN, 0.9 * font));
        var metrics = g.getFontMetrics();
        var ticks = Ticks.between(bar.low(), bar.high(), Math.max(2, h / (int) (4 * font)));
        for (int i = 0; i < ticks.count(); i++) {
            int y = top + (int) Math.round((bar.high() - ticks.at(i)) / (bar.high() - bar.low()) * h);
            g.drawLine(x + w, y, x + w + 3, y);
            g.drawString(ticks.label(i), x + w + 6, y + metrics.getAscent() / 2 - 1);
        }
        g.setFont(Sheet.font(Font.BOLD, 0.9 * font));
        g.drawString(bar.unit(), x, frame.y + (int) (0.8 * font));
    }

    private static void legend(Graphics2D g, Key.Legend legend, Rectangle frame, Rectangle box, double font) {
        int x = frame.x + frame.width + (int) (0.6 * font);
        int y = frame.y + 2;
        int size = (int) font;
        g.setFont(Sheet.font(Font.PLAIN, 0.85 * font));
        for (var type : legend.classes()) {
            g.setColor(new Color(type.color()));
            g.fillRect(x, y, size, size);
            g.setColor(Sheet.INK);
            g.drawRect(x, y, size, size);
            int room = box.x + box.width - x - size - 4;
            for (String part : type.label().split("\n")) {
                g.drawString(Sheet.fitted(g, part, room), x + size + 5, y + size - 2);
                y += (int) (1.25 * font);
            }
            y += (int) (0.35 * font);
        }
    }
}
