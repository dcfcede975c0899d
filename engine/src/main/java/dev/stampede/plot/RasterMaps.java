package dev.stampede.plot;

import dev.stampede.raster.Bounds;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Pictures of one area side by side, with coordinates, a scale bar and outlines.
///
/// @param title    what is shown
/// @param subtitle size, bands
/// @param footnote how it was made
/// @param bounds   the area, map units
/// @param unit     of coordinates, such as `m`; `degrees` writes no scale bar
/// @param panels   at least one, all of the area
/// @param outlines drawn over every panel, with a legend; none for none
public record RasterMaps(
        String title,
        String subtitle,
        String footnote,
        Bounds bounds,
        String unit,
        List<Panel> panels,
        List<Outline> outlines) {
    private static final double FONT = 15;
    private static final int LONGEST = 760;

    /// A picture of the area.
    ///
    /// @param pixels `0xAARRGGBB` by row; alpha 0 where there is nothing
    public record Panel(String heading, int width, int height, int[] pixels) {}

    /// A shape in map units; rings are `x, y, x, y, ...`.
    public record Outline(String label, List<double[]> rings) {}

    /// Columns and rows of a panel of that area, so that it is as large as a sheet has room for.
    public static int[] size(Bounds bounds) {
        double aspect = bounds.height() / bounds.width();
        return aspect <= 1
                ? new int[] {LONGEST, (int) Math.max(1, Math.round(LONGEST * aspect))}
                : new int[] {(int) Math.max(1, Math.round(LONGEST / aspect)), LONGEST};
    }

    /// Writes a PNG file.
    /// @throws IOException if it cannot be written
    public void write(Path file) throws IOException {
        draw().write(file);
    }

    BufferedImage image() {
        return draw().image();
    }

    private Sheet draw() {
        int panelWidth = panels.getFirst().width();
        int panelHeight = panels.getFirst().height();
        int margin = (int) Math.round(1.2 * FONT);
        int left = margin + yLabelWidth() + 8;
        int gap = margin;
        int top = Sheet.headHeight(FONT) + (int) (1.9 * FONT);
        int legend = outlines.isEmpty() ? 0 : legendWidth() + margin;
        int wide = left + panels.size() * panelWidth + (panels.size() - 1) * gap + legend + margin;
        int textual = margin * 2
                + Math.max(
                        Sheet.textWidth(title, 1.35 * 1.08 * FONT),
                        Math.max(Sheet.textWidth(subtitle, FONT), Sheet.textWidth(footnote, FONT)));
        int below = (int) (2.2 * FONT);
        int high = Math.max(top + panelHeight, top + (int) (outlines.size() * 1.5 * FONT))
                + below
                + Sheet.footHeight(FONT);
        var sheet = new Sheet(Math.max(wide, Math.min(textual, 1600)), high, FONT);
        sheet.texts(title, subtitle, footnote);
        for (int i = 0; i < panels.size(); i++) {
            var box = new Rectangle(left + i * (panelWidth + gap), top, panelWidth, panelHeight);
            panel(sheet, panels.get(i), box);
            xLabels(sheet, box, i == panels.size() - 1 ? sheet.width() : box.x + box.width + gap / 2);
            if (i == 0) {
                yLabels(sheet, box);
            }
        }
        if (!outlines.isEmpty()) {
            legend(sheet, left + panels.size() * (panelWidth + gap), top);
        }
        return sheet;
    }

    private void panel(Sheet sheet, Panel panel, Rectangle box) {
        var g = sheet.graphics();
        g.setColor(new Color(0xf2, 0xf2, 0xf2));
        g.fillRect(box.x, box.y, box.width, box.height);
        var picture = new BufferedImage(panel.width(), panel.height(), BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, panel.width(), panel.height(), panel.pixels(), 0, panel.width());
        g.drawImage(picture, box.x, box.y, null);
        var clip = g.getClip();
        g.clipRect(box.x, box.y, box.width + 1, box.height + 1);
        for (int i = 0; i < outlines.size(); i++) {
            var path = path(outlines.get(i), box);
            g.setColor(new Color(0, 0, 0, 190));
            g.setStroke(new BasicStroke(4.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(path);
        }
        for (int i = 0; i < outlines.size(); i++) {
            g.setColor(Sheet.distinct(i));
            g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(path(outlines.get(i), box));
        }
        numbers(sheet, box);
        g.setClip(clip);
        if (!unit.equals("degrees")) {
            scaleBar(sheet, box);
        }
        g.setColor(Figure.INK);
        g.setStroke(new BasicStroke(1));
        g.drawRect(box.x, box.y, box.width, box.height);
        var metrics = sheet.font(Font.BOLD, 1);
        g.drawString(Figure.fitted(metrics, panel.heading(), box.width), box.x, box.y - (int) (0.45 * FONT));
    }

    private double px(double x, Rectangle box) {
        return box.x + (x - bounds.minX()) / bounds.width() * box.width;
    }

    private double py(double y, Rectangle box) {
        return box.y + (bounds.maxY() - y) / bounds.height() * box.height;
    }

    private Path2D path(Outline outline, Rectangle box) {
        var path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (var ring : outline.rings()) {
            for (int i = 0; i + 1 < ring.length; i += 2) {
                double x = px(ring[i], box);
                double y = py(ring[i + 1], box);
                if (i == 0) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            path.closePath();
        }
        return path;
    }

    /// The number of each outline inside it, as in the legend.
    private void numbers(Sheet sheet, Rectangle box) {
        var g = sheet.graphics();
        var metrics = sheet.font(Font.BOLD, 1.1);
        for (int i = 0; i < outlines.size(); i++) {
            var at = inside(path(outlines.get(i), box));
            if (at == null) {
                continue;
            }
            var text = Integer.toString(i + 1);
            int r = (int) (0.95 * FONT);
            g.setColor(new Color(0, 0, 0, 190));
            g.fillOval((int) at[0] - r, (int) at[1] - r, 2 * r, 2 * r);
            g.setColor(Sheet.distinct(i));
            g.drawString(
                    text, (float) at[0] - metrics.stringWidth(text) / 2f, (float) at[1] + metrics.getAscent() / 2f - 2);
        }
    }

    /// The middle of the widest stretch inside a shape, of some lines through it; `null` if none hits it.
    private static double[] inside(Path2D path) {
        var area = path.getBounds2D();
        double[] best = null;
        double width = 0;
        for (int k = 1; k < 16; k++) {
            double y = area.getMinY() + area.getHeight() * k / 16;
            double from = Double.NaN;
            for (double x = area.getMinX(); x <= area.getMaxX() + 2; x += 2) {
                boolean in = path.contains(x, y);
                if (in && Double.isNaN(from)) {
                    from = x;
                } else if (!in && !Double.isNaN(from)) {
                    // Near the middle of the shape rather than at its ends.
                    double length = (x - from) * (1 - Math.abs(k - 8) / 16.0);
                    if (length > width) {
                        width = length;
                        best = new double[] {(from + x) / 2, y};
                    }
                    from = Double.NaN;
                }
            }
        }
        return best;
    }

    private void scaleBar(Sheet sheet, Rectangle box) {
        var g = sheet.graphics();
        double length = MapPanel.niceLength(bounds.width() / 4);
        int pixels = (int) Math.round(length / bounds.width() * box.width);
        var label = unit.equals("m") && length >= 1000
                ? MapPanel.trimmed(length / 1000) + " km"
                : MapPanel.trimmed(length) + " " + unit;
        var metrics = sheet.font(Font.PLAIN, 0.9);
        int pad = (int) (0.45 * FONT);
        int width = Math.max(pixels, metrics.stringWidth(label)) + 2 * pad;
        int height = metrics.getHeight() + 2 * pad;
        int x = box.x + pad;
        int y = box.y + box.height - height - pad;
        g.setColor(new Color(255, 255, 255, 225));
        g.fillRect(x, y, width, height);
        g.setColor(Figure.INK);
        g.fillRect(x + (width - pixels) / 2, y + height - pad - 1, pixels, 3);
        g.drawString(label, x + (width - metrics.stringWidth(label)) / 2, y + pad / 2 + metrics.getAscent());
    }

    private void xLabels(Sheet sheet, Rectangle box, int end) {
        var g = sheet.graphics();
        var metrics = sheet.font(Font.PLAIN, 0.85);
        g.setStroke(new BasicStroke(1));
        var ticks = Ticks.between(bounds.minX(), bounds.maxX(), Math.clamp(box.width / 190, 2, 6));
        int after = Integer.MIN_VALUE;
        for (int i = 0; i < ticks.count(); i++) {
            int x = (int) Math.round(px(ticks.at(i), box));
            g.drawLine(x, box.y + box.height, x, box.y + box.height + 4);
            var label = ticks.label(i);
            int width = metrics.stringWidth(label);
            int at = Math.min(x - width / 2, end - width - 2);
            if (at > after) {
                g.drawString(label, at, box.y + box.height + 6 + metrics.getAscent());
                after = at + width + (int) FONT;
            }
        }
    }

    private Ticks yTicks() {
        int height = panels.getFirst().height();
        return Ticks.between(bounds.minY(), bounds.maxY(), Math.clamp(height / 110, 2, 7));
    }

    private int yLabelWidth() {
        var ticks = yTicks();
        int width = 0;
        for (int i = 0; i < ticks.count(); i++) {
            width = Math.max(width, Sheet.textWidth(ticks.label(i), 0.85 * FONT));
        }
        return width;
    }

    private void yLabels(Sheet sheet, Rectangle box) {
        var g = sheet.graphics();
        var metrics = sheet.font(Font.PLAIN, 0.85);
        var ticks = yTicks();
        for (int i = 0; i < ticks.count(); i++) {
            int y = (int) Math.round(py(ticks.at(i), box));
            g.drawLine(box.x - 4, y, box.x, y);
            g.drawString(
                    ticks.label(i), box.x - 7 - metrics.stringWidth(ticks.label(i)), y + metrics.getAscent() / 2 - 1);
        }
    }

    private List<String> legendTexts() {
        var texts = new ArrayList<String>();
        for (int i = 0; i < outlines.size(); i++) {
            texts.add(
                    String.format(Locale.ROOT, "%d  %s", i + 1, outlines.get(i).label()));
        }
        return texts;
    }

    private int legendWidth() {
        int width = 0;
        for (var text : legendTexts()) {
            width = Math.max(width, Sheet.textWidth(text, FONT));
        }
        return width + (int) (2.2 * FONT);
    }

    private void legend(Sheet sheet, int x, int top) {
        var g = sheet.graphics();
        var metrics = sheet.font(Font.PLAIN, 1);
        var texts = legendTexts();
        for (int i = 0; i < texts.size(); i++) {
            int y = top + (int) (i * 1.5 * FONT);
            line(g, x, y + (int) (0.7 * FONT), Sheet.distinct(i));
            g.setColor(Figure.INK);
            g.drawString(texts.get(i), x + (int) (2.0 * FONT), y + metrics.getAscent());
        }
    }

    private static void line(Graphics2D g, int x, int y, Color color) {
        g.setStroke(new BasicStroke(5));
        g.setColor(new Color(0x44, 0x44, 0x44));
        g.drawLine(x, y, x + (int) (1.5 * FONT), y);
        g.setStroke(new BasicStroke(2.6f));
        g.setColor(color);
        g.drawLine(x, y, x + (int) (1.5 * FONT), y);
    }
}
