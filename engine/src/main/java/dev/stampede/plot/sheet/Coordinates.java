package dev.stampede.plot.sheet;

import dev.stampede.plot.Lettering;
import dev.stampede.plot.Ticks;
import dev.stampede.raster.Bounds;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;

/// Map coordinates along the left and the lower side of a picture.
record Coordinates(Bounds bounds) {
    /// Room for labels on the left, for numbers of up to nine signs.
    static int left(double font) {
        return (int) (5.2 * font);
    }

    /// Room for labels below.
    static int below(double font) {
        return (int) (1.8 * font);
    }

    void draw(Graphics2D g, Rectangle frame, double font) {
        g.setFont(Lettering.font(Font.PLAIN, 0.85 * font));
        g.setColor(Sheet.INK);
        g.setStroke(new BasicStroke(1));
        var metrics = g.getFontMetrics();
        var xs = Ticks.between(bounds.minX(), bounds.maxX(), Math.clamp((long) (frame.width / (12 * font)), 2, 6));
        int after = Integer.MIN_VALUE;
        for (int i = 0; i < xs.count(); i++) {
            int x = frame.x + (int) Math.round((xs.at(i) - bounds.minX()) / bounds.width() * frame.width);
            g.drawLine(x, frame.y + frame.height, x, frame.y + frame.height + 4);
            int width = metrics.stringWidth(xs.label(i));
            int at = Math.min(x - width / 2, frame.x + frame.width - width);
            if (at > after) {
                g.drawString(xs.label(i), at, frame.y + frame.height + 5 + metrics.getAscent());
                after = at + width + (int) font;
            }
        }
        var ys = Ticks.between(bounds.minY(), bounds.maxY(), Math.clamp((long) (frame.height / (7 * font)), 2, 7));
        for (int i = 0; i < ys.count(); i++) {
            int y = frame.y + (int) Math.round((bounds.maxY() - ys.at(i)) / bounds.height() * frame.height);
            g.drawLine(frame.x - 4, y, frame.x, y);
            var text = Lettering.fitted(g.getFontMetrics(), ys.label(i), left(font) - 8);
            g.drawString(text, frame.x - 7 - metrics.stringWidth(text), y + metrics.getAscent() / 2 - 1);
        }
    }
}
