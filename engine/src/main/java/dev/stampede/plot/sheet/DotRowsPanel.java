package dev.stampede.plot.sheet;

import dev.stampede.plot.Lettering;
import dev.stampede.plot.Ticks;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// Several numbers of each of many things: a row for each thing, a dot for each number, all on one axis from
/// zero, and the numbers beside it.
///
/// @param title  above the panel; may be empty
/// @param series names of the numbers, in their order
/// @param rows   from the top
public record DotRowsPanel(String title, List<String> series, List<Row> rows) implements Panel {
    private static final double AXIS = 41; // width of the axis in font sizes
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
    /// @param values one per series, at least 0; `NaN` for none
    public record Row(String group, String name, double[] values) {}

    /// Where the parts are, pixels.
    private record Layout(int left, int top, int axis, int row, int column, int gap, double most) {}

    private int widest(ToIntFunction<Row> width) {
        return rows.stream().mapToInt(width).max().orElse(0);
    }

    private Layout layout(int x, int y, int width, double font) {
        int gap = (int) (1.2 * font);
        int names = widest(row -> Sheet.textWidth(row.group(), Font.PLAIN, font))
                + widest(row -> Sheet.textWidth(row.name(), Font.PLAIN, font))
                + 2 * gap;
        int column = gap * 3 / 4
                + widest(row -> {
                    int digits = 0;
                    for (double v : row.values()) {
                        digits = Math.max(digits, Sheet.textWidth(text(v), Font.PLAIN, 0.85 * font));
                    }
                    return digits;
                });
        ToDoubleFunction<Row> largest = row -> {
            double most = 0;
            for (double v : row.values()) {
                most = Double.isNaN(v) ? most : Math.max(most, v);
            }
            return most;
        };
        double most = rows.stream().mapToDouble(largest).max().orElse(0);
        int axis =
                width == 0 ? (int) (AXIS * font) : Math.max(width - names - series.size() * column, (int) (6 * font));
        return new Layout(
                x + names, y + (int) (1.9 * font), axis, (int) (1.55 * font), column, gap, most > 0 ? most * 1.04 : 1);
    }

    @Override
    public int width(double font) {
        var layout = layout(0, 0, 0, font);
        return layout.left() + layout.axis() + series.size() * layout.column();
    }

    @Override
    public int height(int width, double font) {
        var layout = layout(0, 0, width, font);
        return layout.top() + rows.size() * layout.row() + (int) (1.8 * font);
    }

    @Override
    public void draw(Graphics2D g, Rectangle box, double font) {
        var layout = layout(box.x, box.y, box.width, font);
        legend(g, layout, box.y + (int) (0.8 * font), font);
        axis(g, layout, font);
        for (int i = 0; i < rows.size(); i++) {
            row(g, i, box.x, layout, font);
            numbers(g, i, layout, font);
        }
    }

    /// Names of the series, and a dot above the column of its numbers.
    private void legend(Graphics2D g, Layout layout, int y, double font) {
        g.setFont(Lettering.font(Font.PLAIN, font));
        var metrics = g.getFontMetrics();
        int x = layout.left();
        for (int s = 0; s < series.size(); s++) {
            dot(g, x + 5, y, s);
            g.setColor(Sheet.INK);
            g.drawString(series.get(s), x + 16, y + metrics.getAscent() / 2 - 1);
            x += 16 + metrics.stringWidth(series.get(s)) + (int) (1.8 * font);
            dot(g, layout.left() + layout.axis() + (s + 1) * layout.column() - 6, y, s);
        }
    }

    private static void dot(Graphics2D g, double x, double y, int s) {
        var shape = new Ellipse2D.Double(x - 5, y - 5, 10, 10);
        g.setColor(COLORS[s % COLORS.length]);
        g.fill(shape);
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(1));
        g.draw(shape);
    }

    private void axis(Graphics2D g, Layout layout, double font) {
        g.setFont(Lettering.font(Font.PLAIN, 0.85 * font));
        g.setStroke(new BasicStroke(1));
        var metrics = g.getFontMetrics();
        var ticks = Ticks.between(0, layout.most(), Math.clamp((long) (layout.axis() / (5.5 * font)), 2, 7));
        int bottom = layout.top() + rows.size() * layout.row();
        for (int i = 0; i < ticks.count(); i++) {
            int x = layout.left() + (int) Math.round(ticks.at(i) / layout.most() * layout.axis());
            g.setColor(Sheet.GRID);
            g.drawLine(x, layout.top(), x, bottom);
            g.setColor(Sheet.INK);
            var label = ticks.label(i);
            g.drawString(label, x - metrics.stringWidth(label) / 2, bottom + 5 + metrics.getAscent());
        }
        g.drawLine(layout.left(), layout.top(), layout.left(), bottom);
    }

    private void row(Graphics2D g, int i, int x, Layout layout, double font) {
        var row = rows.get(i);
        int y = layout.top() + i * layout.row();
        int middle = y + layout.row() / 2;
        g.setFont(Lettering.font(Font.PLAIN, font));
        var metrics = g.getFontMetrics();
        int base = middle + metrics.getAscent() / 2 - 2;
        if (i == 0 || !rows.get(i - 1).group().equals(row.group())) {
            g.setColor(Sheet.GRID);
            g.drawLine(x, y, layout.left() + layout.axis(), y);
            g.setColor(Sheet.INK);
            g.drawString(row.group(), x, base);
        }
        g.setColor(Sheet.INK);
        g.drawString(row.name(), layout.left() - layout.gap() - metrics.stringWidth(row.name()), base);
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double v : row.values()) {
            low = Double.isNaN(v) ? low : Math.min(low, v);
            high = Double.isNaN(v) ? high : Math.max(high, v);
        }
        double scale = layout.axis() / layout.most();
        if (high > low) {
            g.setColor(new Color(0xc8, 0xc8, 0xc8));
            g.setStroke(new BasicStroke(2));
            g.drawLine(layout.left() + (int) (low * scale), middle, layout.left() + (int) (high * scale), middle);
        }
        for (int s = 0; s < row.values().length; s++) {
            if (!Double.isNaN(row.values()[s])) {
                dot(g, layout.left() + row.values()[s] * scale, middle, s);
            }
        }
    }

    private void numbers(Graphics2D g, int i, Layout layout, double font) {
        g.setFont(Lettering.font(Font.PLAIN, 0.85 * font));
        g.setColor(Sheet.PALE);
        var metrics = g.getFontMetrics();
        int base = layout.top() + i * layout.row() + layout.row() / 2 + metrics.getAscent() / 2 - 2;
        var values = rows.get(i).values();
        for (int s = 0; s < values.length; s++) {
            var text = text(values[s]);
            int end = layout.left() + layout.axis() + (s + 1) * layout.column();
            g.drawString(text, end - metrics.stringWidth(text), base);
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
