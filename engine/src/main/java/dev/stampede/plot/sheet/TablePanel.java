package dev.stampede.plot.sheet;

import dev.stampede.plot.ColorMap;
import dev.stampede.plot.Lettering;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;

/// A table of numbers whose cells are coloured by how far they are from a neutral value: red below, blue above.
///
/// @param title   above the panel; may be empty
/// @param columns headings
/// @param rows    from the top
/// @param neutral of each column
/// @param spread  of each column: the distance from neutral with the full colour
public record TablePanel(String title, List<String> columns, List<Row> rows, double[] neutral, double[] spread)
        implements Panel {
    /// @param texts  what is written in each cell
    /// @param values what colours each cell
    public record Row(String name, List<String> texts, double[] values) {}

    private static int gap(double font) {
        return (int) (1.2 * font);
    }

    private static int rowHeight(double font) {
        return (int) (1.75 * font);
    }

    private int names(double font) {
        int widest = 0;
        for (var row : rows) {
            widest = Math.max(widest, Sheet.textWidth(row.name(), Font.PLAIN, font));
        }
        return widest + gap(font);
    }

    private int cell(double font) {
        int widest = 0;
        for (var column : columns) {
            widest = Math.max(widest, Sheet.textWidth(column, Font.BOLD, font));
        }
        for (var row : rows) {
            for (var text : row.texts()) {
                widest = Math.max(widest, Sheet.textWidth(text, Font.PLAIN, font));
            }
        }
        return widest + gap(font);
    }

    @Override
    public int width(double font) {
        return names(font) + columns.size() * cell(font);
    }

    @Override
    public int height(int width, double font) {
        return (rows.size() + 1) * rowHeight(font);
    }

    @Override
    public void draw(Graphics2D g, Rectangle box, double font) {
        int cell = cell(font);
        int high = rowHeight(font);
        int left = box.x + names(font);
        int end = cell - gap(font) / 2;
        g.setFont(Lettering.font(Font.BOLD, font));
        g.setColor(Sheet.INK);
        for (int c = 0; c < columns.size(); c++) {
            right(g, columns.get(c), left + c * cell + end, box.y + high - (int) (0.55 * font));
        }
        g.setFont(Lettering.font(Font.PLAIN, font));
        int ascent = g.getFontMetrics().getAscent();
        for (int r = 0; r < rows.size(); r++) {
            var row = rows.get(r);
            int top = box.y + (r + 1) * high;
            int base = top + high / 2 + ascent / 2 - 2;
            g.drawString(row.name(), box.x, base);
            for (int c = 0; c < columns.size(); c++) {
                double t = spread[c] > 0 ? (row.values()[c] - neutral[c]) / spread[c] : 0;
                // Only the pale half of the scale: black text stays legible on it.
                g.setColor(new Color(ColorMap.DIVERGING.of(0.5 + 0.22 * t, 0, 1)));
                g.fillRect(left + c * cell + 1, top + 1, cell - 2, high - 2);
                g.setColor(Sheet.INK);
                right(g, row.texts().get(c), left + c * cell + end, base);
            }
        }
    }

    private static void right(Graphics2D g, String text, int end, int base) {
        g.drawString(text, end - g.getFontMetrics().stringWidth(text), base);
    }
}
