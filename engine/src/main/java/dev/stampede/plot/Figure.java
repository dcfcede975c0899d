package dev.stampede.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A titled figure of one or more maps that share area, colours and colour bar.
///
/// @param title      what is shown
/// @param subtitle   data set, dates, number of points
/// @param footnote   reference area and sign convention
/// @param unit       of the colour bar
/// @param cyclic     whether values are angles, of which the mean is taken on the circle
/// @param low        value of the first colour
/// @param high       value of the last colour
/// @param colors     colour map
/// @param marks      size of the points
/// @param background drawn under the points, if any
/// @param reference  circle to mark, if the values are relative to one
/// @param maps       at least one
public record Figure(
        String title,
        String subtitle,
        String footnote,
        String unit,
        boolean cyclic,
        double low,
        double high,
        ColorMap colors,
        Marks marks,
        Optional<Background> background,
        Optional<Circle> reference,
        List<PointMap> maps) {

    /// A reference area on the ground.
    ///
    /// @param longitude degrees
    /// @param latitude  degrees
    /// @param radius    m
    public record Circle(double longitude, double latitude, double radius) {}

    /// Diameter of a point: so much on the ground, but never less than so many pixels.
    ///
    /// @param metres of ground, > 0
    /// @param pixels of the picture, > 0
    public record Marks(double metres, double pixels) {
        /// Radius in pixels of a map with pixels of that size.
        double radius(double metresPerPixel) {
            return Math.max(metres / metresPerPixel, pixels) / 2;
        }
    }

    /// Something drawn under the points.
    @FunctionalInterface
    public interface Background {
        /// Brightness in [0, 1] at a place, or NaN for none.
        double at(double longitude, double latitude);
    }

    private static final int NARROWEST = 300;
    private static final int WIDEST = 16000;
    static final Color INK = new Color(0x22, 0x22, 0x22);

    public Figure {
        maps = List.copyOf(maps);
        if (maps.isEmpty()) {
            throw new IllegalArgumentException("a figure needs at least one map");
        }
    }

    /// Draws into an image of about `width` pixels; the height follows from the area.
    /// @throws IllegalArgumentException if `width` is below 300, too narrow to read, or above 16000
    public BufferedImage draw(int width) {
        if (width < NARROWEST || width > WIDEST) {
            throw new IllegalArgumentException(
                    "a figure " + width + " pixels wide cannot be drawn; use " + NARROWEST + " to " + WIDEST);
        }
        var layout = Layout.of(this, width);
        var image = new BufferedImage(layout.width(), layout.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, layout.width(), layout.height());
            header(g, layout);
            var area = Area.of(maps.getFirst());
            for (int i = 0; i < maps.size(); i++) {
                var box = layout.panel(i);
                var panel = new MapPanel(this, area, box, layout.fontSize());
                panel.draw(g, image, maps.get(i), i == 0);
                if (layout.isLowest(i, maps.size())) {
                    panel.longitudes(g);
                }
                if (layout.isLeftmost(i)) {
                    panel.latitudes(g);
                }
            }
            new ColorBar(colors, low, high, unit).draw(g, layout.colorBar(), layout.fontSize());
        } finally {
            g.dispose();
        }
        return image;
    }

    /// Draws into a PNG file.
    /// @throws IOException if it cannot be written
    public void write(Path file, int width) throws IOException {
        PngFile.write(file, draw(width));
    }

    private void header(Graphics2D g, Layout layout) {
        g.setColor(INK);
        g.setFont(Lettering.font(Font.BOLD, layout.fontSize() * 1.35));
        int y = layout.margin() + g.getFontMetrics().getAscent();
        g.drawString(
                Lettering.fitted(g.getFontMetrics(), title, layout.width() - 2 * layout.margin()), layout.margin(), y);
        g.setFont(Lettering.font(Font.PLAIN, layout.fontSize()));
        FontMetrics metrics = g.getFontMetrics();
        g.setColor(new Color(0x55, 0x55, 0x55));
        y += metrics.getHeight() + layout.margin() / 4;
        g.drawString(Lettering.fitted(metrics, subtitle, layout.width() - 2 * layout.margin()), layout.margin(), y);
        g.drawString(
                Lettering.fitted(metrics, footnote, layout.width() - 2 * layout.margin()),
                layout.margin(),
                layout.height() - layout.margin() / 2 - metrics.getDescent());
    }
}
