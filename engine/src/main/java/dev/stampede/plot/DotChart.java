package dev.stampede.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Several numbers of each of many things: a row for each thing, a dot for each number, all on one axis from zero.
///
/// @param title    what is shown
/// @param subtitle what the axis is
/// @param footnote what was left out
/// @param series   names of the numbers, in their order
/// @param rows     from the top
public record DotChart(String title, String subtitle, String footnote, List<String> series, List<Row> rows) {
    private static final double FONT = 15;
    private static final int PLOT = 620;
    private static final int ROW = 23;
    private static final Color[] COLORS = {
        new Color(0x8c, 0x8c, 0x8c),
        new Color(0x56, 0xb4, 0xe9),
        new Color(0xd5, 0x5e, 0x00),
        new Color(0x00, 0x9e, 0x73)
    };

    /// One thing.
    ///
    /// @param group  several rows in a row with the same one have it written once
    /// @param name   within the group
    /// @param values one per series; `NaN` for none
    public record Row(String group, String name, double[] values) {}

    /// Writes a PNG file.
    /// @throws IOException if it cannot be written
    public void write(Path file) throws IOException {
        draw().write(file);
    }

    BufferedImage image() {
        return draw().image();
    }

    private Sheet draw() {
        int margin = (int) Math.round(1.2 * FONT);
        int groups = 0;
        int names = 0;
        double most = 0;
        int digits = 0;
        for (var row : rows) {
            groups = Math.max(groups, Sheet.textWidth(row.group(), FONT));
            names = Math.max(names, Sheet.textWidth(row.name(), FONT));
            for (double v : row.values()) {
                most = Double.isNaN(v) ? most : Math.max(most, v);
            }
            for (double v : row.values()) {
                digits = Math.max(digits, Sheet.textWidth(text(v), 0.85 * FONT));
            }
        }
        most = most > 0 ? most * 1.04 : 1;
        int left = margin + groups + margin + names + margin;
        int top = Sheet.headHeight(FONT) + (int) (1.9 * FONT);
        int height = top + rows.size() * ROW + (int) (2.4 * FONT) + Sheet.footHeight(FONT);
        int column = digits + margin * 3 / 4;
        int wide = left + PLOT + series.size() * column + margin;
        int textual = 2 * margin + Math.max(Sheet.textWidth(subtitle, FONT), Sheet.textWidth(footnote, FONT));
        var sheet = new Sheet(Math.max(wide, Math.min(textual, 1600)), height, FONT);
        sheet.texts(title, subtitle, footnote);
        legend(sheet, left, top - (int) (1.1 * FONT), column);
        axis(sheet, left, top, most);
        for (int i = 0; i < rows.size(); i++) {
            row(sheet, i, left, top + i * ROW, most, margin);
            numbers(sheet, rows.get(i), left + PLOT, top + i * ROW + ROW / 2, column);
        }
        return sheet;
    }

    /// Names of the series, and a dot above the column of its numbers.
    private void legend(Sheet sheet, int left, int y, int column) {
        var g = sheet.graphics();
        var metrics = sheet.font(Font.PLAIN, 1);
        int x = left;
        for (int s = 0; s < series.size(); s++) {
            dot(sheet, x + 5, y, s);
            g.setColor(Figure.INK);
            g.drawString(series.get(s), x + 16, y + metrics.getAscent() / 2 - 1);
            x += 16 + metrics.stringWidth(series.get(s)) + (int) (1.8 * FONT);
        }
        for (int s = 0; s < series.size(); s++) {
            dot(sheet, left + PLOT + (s + 1) * column - 6, y, s);
        }
    }

    private static void dot(Sheet sheet, double x, double y, int s) {
        var g = sheet.graphics();
        var shape = new Ellipse2D.Double(x - 5, y - 5, 10, 10);
        g.setColor(COLORS[s % COLORS.length]);
        g.fill(shape);
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(1));
        g.draw(shape);
    }

    private void axis(Sheet sheet, int left, int top, double most) {
        var g = sheet.graphics();
        var metrics = sheet.font(Font.PLAIN, 0.85);
        var ticks = Ticks.between(0, most, 7);
        int bottom = top + rows.size() * ROW;
        for (int i = 0; i < ticks.count(); i++) {
            int x = left + (int) Math.round(ticks.at(i) / most * PLOT);
            g.setColor(Sheet.GRID);
            g.setStroke(new BasicStroke(1));
            g.drawLine(x, top, x, bottom);
            g.setColor(Figure.INK);
            var label = ticks.label(i);
            g.drawString(label, x - metrics.stringWidth(label) / 2, bottom + 5 + metrics.getAscent());
        }
        g.setColor(Figure.INK);
        g.drawLine(left, top, left, bottom);
    }

    private void row(Sheet sheet, int i, int left, int y, double most, int margin) {
        var g = sheet.graphics();
        var row = rows.get(i);
        int middle = y + ROW / 2;
        var metrics = sheet.font(Font.PLAIN, 1);
        g.setColor(Figure.INK);
        int base = middle + metrics.getAscent() / 2 - 2;
        boolean first = i == 0 || !rows.get(i - 1).group().equals(row.group());
        if (first) {
            g.drawString(row.group(), margin, base);
            if (i > 0) {
                g.setColor(Sheet.GRID);
                g.setStroke(new BasicStroke(1));
                g.drawLine(margin, y, left + PLOT, y);
                g.setColor(Figure.INK);
            }
        }
        g.drawString(row.name(), left - margin - metrics.stringWidth(row.name()), base);
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double v : row.values()) {
            low = Double.isNaN(v) ? low : Math.min(low, v);
            high = Double.isNaN(v) ? high : Math.max(high, v);
        }
        if (high > low) {
            g.setColor(new Color(0xc8, 0xc8, 0xc8));
            g.setStroke(new BasicStroke(2));
            g.drawLine(left + (int) (low / most * PLOT), middle, left + (int) (high / most * PLOT), middle);
        }
        for (int s = 0; s < row.values().length; s++) {
            if (!Double.isNaN(row.values()[s])) {
                dot(sheet, left + row.values()[s] / most * PLOT, middle, s);
            }
        }
    }

    private static void numbers(Sheet sheet, Row row, int left, int middle, int column) {
        var g = sheet.graphics();
        var metrics = sheet.font(Font.PLAIN, 0.85);
        g.setColor(Sheet.PALE);
        for (int s = 0; s < row.values().length; s++) {
            var text = text(row.values()[s]);
            g.drawString(
                    text, left + (s + 1) * column - metrics.stringWidth(text), middle + metrics.getAscent() / 2 - 2);
        }
    }

    private static String text(double v) {
        return Double.isNaN(v) ? "\u2013" : shortened(v);
    }

    /// Four digits that count.
    static String shortened(double v) {
        double size = Math.abs(v);
        int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", v).replace('-', '\u2212');
    }
}
