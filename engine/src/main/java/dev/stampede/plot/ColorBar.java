package dev.stampede.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;

/// A vertical bar of colours with round labels and its unit on top.
record ColorBar(ColorMap colors, double low, double high, String unit) {
    void draw(Graphics2D g, Rectangle box, double fontSize) {
        for (int y = 0; y < box.height; y++) {
            double t = 1 - (y + 0.5) / box.height;
            g.setColor(new Color(colors.rgb(t)));
            g.fillRect(box.x, box.y + y, box.width, 1);
        }
        g.setColor(Figure.INK);
        g.drawRect(box.x, box.y, box.width, box.height);
        g.setFont(Lettering.font(Font.PLAIN, fontSize));
        var metrics = g.getFontMetrics();
        var ticks = Ticks.between(low, high, 6);
        for (int i = 0; i < ticks.count(); i++) {
            int y = box.y + (int) Math.round((high - ticks.at(i)) / (high - low) * box.height);
            g.drawLine(box.x + box.width, y, box.x + box.width + 4, y);
            g.drawString(ticks.label(i), box.x + box.width + 8, y + metrics.getAscent() / 2 - 1);
        }
        g.setFont(Lettering.font(Font.BOLD, fontSize));
        g.drawString(unit, box.x - 2, box.y - (int) (0.6 * fontSize));
    }
}
