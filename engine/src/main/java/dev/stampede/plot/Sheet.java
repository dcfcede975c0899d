package dev.stampede.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/// A white page with a title, a line below it and a note at its foot, into which something is drawn.
public final class Sheet {
    static final Color PALE = new Color(0x55, 0x55, 0x55);
    static final Color GRID = new Color(0xe2, 0xe2, 0xe2);

    /// Colours that differ for colour-blind readers too (Okabe and Ito).
    private static final int[] DISTINCT = {
        0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442, 0xcc79a7, 0xd55e00, 0x0072b2, 0xffffff
    };

    private final BufferedImage image;
    private final Graphics2D g;
    private final double fontSize;
    private final int margin;

    /// @param width    of the page, pixels
    /// @param height   of the page, pixels
    /// @param fontSize of ordinary text, pixels
    Sheet(int width, int height, double fontSize) {
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.g = image.createGraphics();
        this.fontSize = fontSize;
        this.margin = (int) Math.round(1.2 * fontSize);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
    }

    /// Height of title and line below it, margin included.
    static int headHeight(double fontSize) {
        return (int) Math.round(1.2 * fontSize + 1.75 * fontSize + 1.6 * fontSize);
    }

    /// Height of the note at the foot, margin included.
    static int footHeight(double fontSize) {
        return (int) Math.round(2.4 * fontSize);
    }

    /// The colour of the i-th of several things.
    static Color distinct(int i) {
        return new Color(DISTINCT[i % DISTINCT.length]);
    }

    void texts(String title, String subtitle, String footnote) {
        int room = image.getWidth() - 2 * margin;
        g.setColor(Figure.INK);
        var metrics = font(Font.BOLD, 1.35);
        int y = margin + metrics.getAscent();
        g.drawString(Figure.fitted(metrics, title, room), margin, y);
        metrics = font(Font.PLAIN, 1);
        g.setColor(PALE);
        g.drawString(Figure.fitted(metrics, subtitle, room), margin, y + (int) Math.round(1.5 * fontSize));
        g.drawString(
                Figure.fitted(metrics, footnote, room), margin, image.getHeight() - (int) Math.round(0.8 * fontSize));
        g.setColor(Figure.INK);
    }

    FontMetrics font(int style, double times) {
        g.setFont(Figure.font(style, times * fontSize));
        return g.getFontMetrics();
    }

    Graphics2D graphics() {
        return g;
    }

    int margin() {
        return margin;
    }

    int width() {
        return image.getWidth();
    }

    BufferedImage image() {
        return image;
    }

    /// Width of a text in pixels, before there is a page.
    static int textWidth(String text, double fontSize) {
        var small = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return small.getFontMetrics(Figure.font(Font.PLAIN, fontSize)).stringWidth(text);
        } finally {
            small.dispose();
        }
    }

    /// Writes the page as a PNG file, which appears when it is whole; folders are made.
    /// @throws IOException if it cannot be written
    void write(Path file) throws IOException {
        g.dispose();
        Files.createDirectories(file.toAbsolutePath().getParent());
        var temporary = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try (var out = Files.newOutputStream(temporary)) {
                if (!ImageIO.write(image, "png", out)) {
                    throw new IOException("this Java has no PNG writer");
                }
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
