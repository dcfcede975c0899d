package dev.stampede.plot.sheet;

import dev.stampede.plot.Lettering;
import dev.stampede.plot.PngFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A titled sheet of panels of one width, in rows.
///
/// @param title    what is shown
/// @param subtitle data, dates, settings; may be empty
/// @param footnote what was left out, how it was made; may be empty
/// @param columns  panels in a row
/// @param panels   at least one
public record Sheet(String title, String subtitle, String footnote, int columns, List<Panel> panels) {
    private static final double FONT = 15;
    private static final int WIDEST_TEXT = 1600;

    /// Share of a panel that a bar or legend may take; longer texts are cut.
    private static final double MOST_ROOM = 0.45;

    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final Color PALE = new Color(0x66, 0x66, 0x66);
    static final Color GRID = new Color(0xE2, 0xE2, 0xE2);

    public Sheet {
        panels = List.copyOf(panels);
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("a sheet has " + panels.size() + " panels in " + columns
                    + " columns, expected at least one of each");
        }
    }

    /// A sheet without footnote.
    public Sheet(String title, String subtitle, int columns, List<Panel> panels) {
        this(title, subtitle, "", columns, panels);
    }

    /// Draws it; the height follows from the panels.
    /// @param panelWidth pixels, at least 120
    public BufferedImage draw(int panelWidth) {
        if (panelWidth < 120) {
            throw new IllegalArgumentException("a panel of " + panelWidth + " pixels is too narrow; give at least 120");
        }
        return draw(panelWidth, Math.clamp(panelWidth / 34.0, 10, 18), 0);
    }

    /// Draws it as wide as its panels want to be, and as its texts need.
    public BufferedImage draw() {
        int room = room(FONT);
        int panelWidth = panels.stream()
                .map(panel -> panel instanceof RasterPanel raster ? raster.withRoom(room) : panel)
                .mapToInt(panel -> panel.width(FONT))
                .max()
                .orElseThrow();
        int texts = Math.max(
                textWidth(title, Font.BOLD, 1.35 * FONT),
                Math.max(textWidth(subtitle, Font.PLAIN, FONT), textWidth(footnote, Font.PLAIN, FONT)));
        return draw(panelWidth, FONT, Math.min(texts + 3 * (int) FONT, WIDEST_TEXT));
    }

    /// Pixels that the widest bar or legend wants.
    private int room(double font) {
        return panels.stream()
                .mapToInt(panel -> panel instanceof RasterPanel raster ? raster.roomWanted(font) : 0)
                .max()
                .orElse(0);
    }

    /// Equal grids are drawn equally large: all pictures give up the room of the widest key, and a column whose
    /// keys are narrower, or that has none, is so much narrower itself. A chart or table keeps the whole width.
    private int[] widths(int panelWidth, int room, double font) {
        var widths = new int[Math.min(columns, panels.size())];
        for (int i = 0; i < panels.size(); i++) {
            var panel = panels.get(i);
            int wanted = panel instanceof RasterPanel raster
                    ? Math.max(panelWidth - room + raster.roomWanted(font), textWidth(panel.title(), Font.BOLD, font))
                    : panelWidth;
            widths[i % columns] = Math.max(widths[i % columns], Math.min(panelWidth, wanted));
        }
        return widths;
    }

    private BufferedImage draw(int panelWidth, double font, int atLeast) {
        int line = (int) Math.round(1.35 * font);
        int gap = line;
        int room = Math.min(room(font), (int) (MOST_ROOM * panelWidth));
        var widths = widths(panelWidth, room, font);
        int rows = Math.ceilDiv(panels.size(), columns);
        var heights = new int[rows];
        var headings = new int[rows];
        var placed = new ArrayList<Panel>();
        for (int i = 0; i < panels.size(); i++) {
            int row = i / columns;
            int columnWidth = widths[i % columns];
            Panel panel = panels.get(i) instanceof RasterPanel raster
                    ? raster.withRoom(columnWidth - panelWidth + room)
                    : panels.get(i);
            placed.add(panel);
            heights[row] = Math.max(heights[row], panel.height(columnWidth, font));
            headings[row] = panel.title().isEmpty() ? headings[row] : line;
        }
        int head = 2 * line + (subtitle.isEmpty() ? 0 : line) + line / 2;
        int height = head + (footnote.isEmpty() ? 0 : line + line / 2);
        for (int row = 0; row < rows; row++) {
            height += headings[row] + heights[row] + line + gap / 2;
        }
        int width = Math.max(gap + Arrays.stream(widths).map(w -> w + gap).sum(), atLeast);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, width, height);
            texts(g, gap, line, image, font);
            int y = head;
            for (int row = 0; row < rows; row++) {
                int x = gap;
                for (int col = 0; col < columns && row * columns + col < panels.size(); col++) {
                    var panel = placed.get(row * columns + col);
                    int columnWidth = widths[col];
                    g.setFont(Lettering.font(Font.BOLD, font));
                    g.setColor(INK);
                    g.drawString(Lettering.fitted(g.getFontMetrics(), panel.title(), columnWidth), x, y + line);
                    panel.draw(g, new Rectangle(x, y + headings[row] + line / 2, columnWidth, heights[row]), font);
                    x += columnWidth + gap;
                }
                y += headings[row] + heights[row] + line + gap / 2;
            }
        } finally {
            g.dispose();
        }
        return image;
    }

    /// Draws into a PNG file and returns its path.
    /// @throws IOException if it cannot be written
    public Path write(Path file, int panelWidth) throws IOException {
        return write(file, draw(panelWidth));
    }

    /// The same, as wide as its panels want to be.
    /// @throws IOException if it cannot be written
    public Path write(Path file) throws IOException {
        return write(file, draw());
    }

    private static Path write(Path file, BufferedImage image) throws IOException {
        PngFile.write(file, image);
        return file;
    }

    private void texts(Graphics2D g, int margin, int line, BufferedImage image, double font) {
        int room = image.getWidth() - 2 * margin;
        g.setColor(INK);
        g.setFont(Lettering.font(Font.BOLD, 1.35 * font));
        g.drawString(Lettering.fitted(g.getFontMetrics(), title, room), margin, line + line / 2);
        g.setColor(PALE);
        g.setFont(Lettering.font(Font.PLAIN, font));
        g.drawString(Lettering.fitted(g.getFontMetrics(), subtitle, room), margin, 2 * line + line * 3 / 4);
        g.drawString(Lettering.fitted(g.getFontMetrics(), footnote, room), margin, image.getHeight() - line * 2 / 3);
    }

    /// Width of a text in pixels, before there is anything to draw on.
    static int textWidth(String text, int style, double size) {
        var g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return g.getFontMetrics(Lettering.font(style, size)).stringWidth(text);
        } finally {
            g.dispose();
        }
    }
}
