package dev.stampede.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A table of numbers whose cells are coloured by how far they are from a neutral value: red below, blue above.
///
/// @param title    what is shown
/// @param subtitle what the numbers are
/// @param footnote what was left out, what colours mean
/// @param columns  headings
/// @param rows     from the top
/// @param neutral  of each column
/// @param spread   of each column: the distance from neutral with the full colour
public record NumberTable(
        String title,
        String subtitle,
        String footnote,
        List<String> columns,
        List<Row> rows,
        double[] neutral,
        double[] spread) {
    private static final double FONT = 15;
    private static final int ROW = 26;

    /// @param texts  what is written in each cell
    /// @param values what colours each cell
    public record Row(String name, List<String> texts, double[] values) {}

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
        int names = 0;
        int cell = 0;
        for (var column : columns) {
            cell = Math.max(cell, Sheet.textWidth(column, 1.1 * FONT));
        }
        for (var row : rows) {
            names = Math.max(names, Sheet.textWidth(row.name(), FONT));
            for (var text : row.texts()) {
                cell = Math.max(cell, Sheet.textWidth(text, FONT));
            }
        }
        cell += margin;
        int left = margin + names + margin;
        int top = Sheet.headHeight(FONT) + ROW;
        int wide = left + columns.size() * cell + margin;
        int textual = 2 * margin
                + Math.max(
                        Sheet.textWidth(title, 1.45 * FONT),
                        Math.max(Sheet.textWidth(subtitle, FONT), Sheet.textWidth(footnote, FONT)));
        var sheet = new Sheet(
                Math.max(wide, Math.min(textual, 1600)),
                top + rows.size() * ROW + (int) FONT + Sheet.footHeight(FONT),
                FONT);
        sheet.texts(title, subtitle, footnote);
        var g = sheet.graphics();
        var metrics = sheet.font(Font.BOLD, 1);
        for (int c = 0; c < columns.size(); c++) {
            right(sheet, columns.get(c), left + (c + 1) * cell - margin / 2, top - (int) (0.55 * FONT));
        }
        metrics = sheet.font(Font.PLAIN, 1);
        for (int r = 0; r < rows.size(); r++) {
            var row = rows.get(r);
            int base = top + r * ROW + ROW / 2 + metrics.getAscent() / 2 - 2;
            g.setColor(Figure.INK);
            g.drawString(row.name(), margin, base);
            for (int c = 0; c < columns.size(); c++) {
                double t = spread[c] > 0 ? (row.values()[c] - neutral[c]) / spread[c] : 0;
                // Only the pale half of the scale: black text stays legible on it.
                g.setColor(new Color(ColorMap.DIVERGING.rgb(Math.clamp(0.5 + 0.22 * t, 0, 1))));
                g.fillRect(left + c * cell + 1, top + r * ROW + 1, cell - 2, ROW - 2);
                g.setColor(Figure.INK);
                right(sheet, row.texts().get(c), left + (c + 1) * cell - margin / 2, base);
            }
        }
        return sheet;
    }

    private static void right(Sheet sheet, String text, int end, int base) {
        var g = sheet.graphics();
        g.drawString(text, end - g.getFontMetrics().stringWidth(text), base);
    }
}
