package dev.stampede.plot.sheet;

import dev.stampede.plot.ColorMap;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.IntBinaryOperator;

/// A raster as a picture, with a bar of colours or a legend beside it, a scale where its pixels have a size on
/// the ground, coordinates where it is an area of a map, and marks on top.
public final class RasterPanel implements Panel {
    /// A class of pixels.
    ///
    /// @param value in the raster
    /// @param label in the legend
    /// @param color `0xRRGGBB`
    public record Class(int value, String label, int color) {}

    /// Where there is nothing, `0xRRGGBB`.
    public static final int NO_DATA = 0xE4E4E4;

    private static final int MOST_PIXELS = 2048; // of a side of the picture that is drawn from

    private final String title;
    private final BufferedImage picture;
    private final int width;
    private final int height;
    private final Optional<ScaleBar> scale;
    private final Optional<Coordinates> coordinates;
    private final Key key;
    private final List<Mark> marks;
    private final int room;

    private RasterPanel(
            String title,
            BufferedImage picture,
            int width,
            int height,
            Optional<ScaleBar> scale,
            Optional<Coordinates> coordinates,
            Key key,
            List<Mark> marks,
            int room) {
        this.title = title;
        this.picture = picture;
        this.width = width;
        this.height = height;
        this.scale = scale;
        this.coordinates = coordinates;
        this.key = key;
        this.marks = List.copyOf(marks);
        this.room = room;
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
        return of(title, raster, new Key.Legend(classes), (row, col) -> {
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
        Key key = legend.isEmpty() ? new Key.None() : new Key.Legend(legend);
        return new RasterPanel(title, picture, width, height, Optional.empty(), Optional.empty(), key, List.of(), 0);
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
        double metres = raster.affine().pixelWidth();
        var scale = raster.crs().isNone() || metres < 0.01
                ? Optional.<ScaleBar>empty()
                : Optional.of(new ScaleBar(metres * raster.width(), "m"));
        return new RasterPanel(
                title, picture, raster.width(), raster.height(), scale, Optional.empty(), key, List.of(), 0);
    }

    /// Colours of an area of the ground, with its coordinates; where [Sheet#write(java.nio.file.Path)] is asked,
    /// every pixel is one of the sheet.
    /// @param rgb  `0xRRGGBB` by row
    /// @param unit of the coordinates, such as `m`; `degrees` draws no scale
    public static RasterPanel area(String title, int width, int height, int[] rgb, Bounds bounds, String unit) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, rgb, 0, width);
        var scale =
                unit.equals("degrees") ? Optional.<ScaleBar>empty() : Optional.of(new ScaleBar(bounds.width(), unit));
        return new RasterPanel(
                title,
                picture,
                width,
                height,
                scale,
                Optional.of(new Coordinates(bounds)),
                new Key.None(),
                List.of(),
                0);
    }

    /// The same with marks on top, in order.
    public RasterPanel with(Mark... more) {
        return new RasterPanel(title, picture, width, height, scale, coordinates, key, List.of(more), room);
    }

    /// The same with a legend beside it.
    public RasterPanel withLegend(List<Class> classes) {
        Key legend = new Key.Legend(classes);
        return new RasterPanel(title, picture, width, height, scale, coordinates, legend, marks, room);
    }

    @Override
    public String title() {
        return title;
    }

    /// Pixels that bar or legend want beside the picture.
    int roomWanted(double font) {
        return key.room(font);
    }

    /// The same with so much room beside it: the rasters of a sheet are of one size, those of a column are followed by
    /// the room its widest key needs.
    RasterPanel withRoom(int pixels) {
        return new RasterPanel(title, picture, width, height, scale, coordinates, key, marks, pixels);
    }

    private int left(double font) {
        return coordinates.isPresent() ? Coordinates.left(font) : 0;
    }

    private int below(double font) {
        return coordinates.isPresent() ? Coordinates.below(font) : 0;
    }

    private int pictureWidth(int panelWidth, double font) {
        return Math.max(1, panelWidth - left(font) - room);
    }

    private int pictureHeight(int panelWidth, double font) {
        double aspect = Math.clamp((double) height / width, 0.2, 3);
        return (int) Math.round(pictureWidth(panelWidth, font) * aspect);
    }

    @Override
    public int width(double font) {
        return picture.getWidth() + left(font) + room;
    }

    @Override
    public int height(int panelWidth, double font) {
        return pictureHeight(panelWidth, font) + below(font);
    }

    @Override
    public void draw(Graphics2D g, Rectangle box, double font) {
        int w = pictureWidth(box.width, font);
        int h = Math.min(box.height - below(font), pictureHeight(box.width, font));
        var frame = new Rectangle(box.x + left(font), box.y, w, h);
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
        scale.ifPresent(bar -> bar.draw(g, frame, font));
        g.setClip(clip);
        g.setColor(Sheet.INK);
        g.setStroke(new BasicStroke(1));
        g.draw(frame);
        coordinates.ifPresent(labels -> labels.draw(g, frame, font));
        key.draw(g, frame, box, font);
    }
}
