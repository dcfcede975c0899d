package dev.stampede.plot;

import java.awt.Font;
import java.awt.FontMetrics;

/// Text of figures and sheets.
public final class Lettering {
    private Lettering() {}

    /// The font of all texts.
    /// @param style as in [Font]
    /// @param size  pixels
    public static Font font(int style, double size) {
        return new Font(Font.SANS_SERIF, style, 1).deriveFont(style, (float) size);
    }

    /// The text cut with an ellipsis to fit into so many pixels.
    public static String fitted(FontMetrics metrics, String text, int width) {
        if (metrics.stringWidth(text) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && metrics.stringWidth(text.substring(0, end) + "\u2026") > width) {
            end--;
        }
        return text.substring(0, end) + "\u2026";
    }
}
