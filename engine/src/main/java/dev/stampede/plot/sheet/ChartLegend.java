package dev.stampede.plot.sheet;

import dev.stampede.plot.Lettering;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.List;

/// The names of a chart's series, in the corner where they hide the fewest values.
record ChartLegend(List<ChartPanel.Series> series) {
    /// @param toBox from values to pixels
    void draw(Graphics2D g, Rectangle frame, AffineTransform toBox, double font) {
        var named = series.stream().filter(s -> !s.name().isEmpty()).toList();
        if (named.isEmpty()) {
            return;
        }
        g.setFont(Lettering.font(Font.PLAIN, 0.85 * font));
        var metrics = g.getFontMetrics();
        int wide = named.stream()
                .mapToInt(s -> metrics.stringWidth(s.name()))
                .max()
                .orElseThrow();
        int row = (int) (1.25 * font);
        int w = wide + (int) (2.4 * font);
        int h = named.size() * row + (int) (0.5 * font);
        var place = emptiest(frame, w, h, toBox);
        int x = place.x;
        int y = place.y;
        g.setColor(new Color(255, 255, 255, 215));
        g.fillRect(x, y, w, h);
        for (var s : named) {
            g.setColor(new Color(s.color()));
            g.fillRect(x + 4, y + (int) (0.45 * font), (int) (1.2 * font), (int) (0.55 * font));
            g.setColor(Sheet.INK);
            g.drawString(s.name(), x + (int) (1.9 * font), y + font(font));
            y += row;
        }
    }

    /// The corner where a box of this size covers the fewest values; of equals the upper right one.
    private Rectangle emptiest(Rectangle frame, int w, int h, AffineTransform toBox) {
        int right = frame.x + frame.width - w - 4;
        int bottom = frame.y + frame.height - h - 4;
        var corners = List.of(
                new Rectangle(right, frame.y + 4, w, h),
                new Rectangle(frame.x + 4, frame.y + 4, w, h),
                new Rectangle(right, bottom, w, h),
                new Rectangle(frame.x + 4, bottom, w, h));
        var best = corners.getFirst();
        long fewest = Long.MAX_VALUE;
        for (var corner : corners) {
            long covered = 0;
            for (var s : series) {
                for (int i = 0; i < s.x().length; i++) {
                    covered += !Double.isNaN(s.y()[i])
                                    && corner.contains(
                                            toBox.getScaleX() * s.x()[i] + toBox.getTranslateX(),
                                            toBox.getScaleY() * s.y()[i] + toBox.getTranslateY())
                            ? 1
                            : 0;
                }
            }
            if (covered < fewest) {
                fewest = covered;
                best = corner;
            }
        }
        return best;
    }

    private static int font(double size) {
        return (int) Math.round(1.05 * size);
    }
}
