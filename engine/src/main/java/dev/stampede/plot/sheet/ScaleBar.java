package dev.stampede.plot.sheet;

import dev.stampede.plot.Lettering;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.math.BigDecimal;

/// A line of a round length in the lower left corner of a picture.
///
/// @param across what the picture is wide, in the unit
/// @param unit   of lengths on the ground, such as `m`
record ScaleBar(double across, String unit) {
    void draw(Graphics2D g, Rectangle frame, double font) {
        double wanted = across / 5;
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double length = power * (wanted / power >= 5 ? 5 : wanted / power >= 2 ? 2 : 1);
        int pixels = (int) Math.round(length / across * frame.width);
        g.setFont(Lettering.font(Font.PLAIN, 0.85 * font));
        var metrics = g.getFontMetrics();
        String text = text(length);
        int pad = (int) (0.4 * font);
        int width = Math.max(pixels, metrics.stringWidth(text)) + 2 * pad;
        int height = metrics.getHeight() + 2 * pad;
        int x = frame.x + pad;
        int y = frame.y + frame.height - height - pad;
        g.setColor(new Color(255, 255, 255, 205));
        g.fillRect(x, y, width, height);
        g.setColor(Sheet.INK);
        g.fillRect(x + (width - pixels) / 2, y + height - pad - 1, pixels, 3);
        g.drawString(text, x + (width - metrics.stringWidth(text)) / 2, y + pad / 2 + metrics.getAscent());
    }

    private String text(double length) {
        boolean kilometres = unit.equals("m") && length >= 1000;
        var number = BigDecimal.valueOf(kilometres ? length / 1000 : length).stripTrailingZeros();
        return number.toPlainString() + (kilometres ? " km" : " " + unit);
    }
}
